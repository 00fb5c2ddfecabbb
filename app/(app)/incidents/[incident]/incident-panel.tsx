"use client";

import { useRouter } from "next/navigation";
import { IncidentView } from "#components/incidents/page/incident-view.tsx";
import type { IncidentWork, NotNow } from "#components/incidents/page/incident-work.ts";
import { type ApiAnswer, api } from "#lib/client/api.ts";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";

/** An incident with its ways to the server. What was recorded appears at once. */
export function IncidentPanel({ incident, whyNot }: { incident: IncidentPageView; whyNot: NotNow }) {
  const router = useRouter();
  const { number } = incident;
  const shown = async <T,>(answer: Promise<ApiAnswer<T>>): Promise<ApiAnswer<T>> => {
    const outcome = await answer;
    if (outcome.ok) router.refresh();
    return outcome;
  };
  const work: IncidentWork = {
    note: (note) => shown(api("POST /incidents/{incident}/notes", { incident: number, note })),
    explain: (cause) => shown(api("POST /incidents/{incident}/causes", { incident: number, cause })),
    assess: (said) => shown(api("POST /incidents/{incident}/assessment", { incident: number, ...said })),
    tick: (said) => shown(api("POST /incidents/{incident}/steps/{step}", { incident: number, ...said })),
    learn: (said) => shown(api("POST /incidents/{incident}/learnings", { incident: number, ...said })),
    settle: (said) =>
      shown(api("POST /incidents/{incident}/learnings/{learning}", { incident: number, ...said })),
    close: (said) => shown(api("POST /incidents/{incident}/close", { incident: number, ...said })),
  };
  return <IncidentView incident={incident} work={work} whyNot={whyNot} />;
}
