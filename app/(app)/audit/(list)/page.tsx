import type { z } from "zod";
import { askedOf, TRAIL_PARAMS, trailOf } from "#components/audit/trail.ts";
import { AuditView } from "#components/overview/audit/audit-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { auditFilters } from "#lib/audit/queries/audit-filters.ts";
import { eventList } from "#lib/audit/queries/event-list.ts";
import { logState } from "#lib/audit/queries/log-state.ts";
import { logWitnesses } from "#lib/audit/queries/log-witnesses.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { notePageReading } from "#lib/web/note-page.ts";
import { Refused } from "../../refused.tsx";

export const metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const trail = trailOf(await readParams(searchParams, TRAIL_PARAMS));
  // The query itself checks what the address says.
  const input = askedOf(trail) as z.input<typeof eventList.input>;
  const { events, choices, state, witnessed } = await lookAtAll(
    database(),
    {
      events: ask(eventList, input),
      choices: ask(auditFilters, {}),
      state: ask(logState, {}),
      witnessed: ask(logWitnesses, {}),
    },
    { caller },
  );
  if (!events.ok) return <Refused refusal={events.error} what="The audit trail" permission="audit:read" />;
  notePageReading(caller, eventList.name, trail.filter);
  return (
    <Page crumbs={[{ label: "Audit" }]}>
      <AuditView
        page={events.value}
        choices={choices.ok ? choices.value : { actors: [], models: [] }}
        state={state.ok ? state.value : undefined}
        witnessed={witnessed.ok ? witnessed.value : undefined}
        trail={trail}
      />
    </Page>
  );
}
