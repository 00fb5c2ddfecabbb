"use client";

import { useRouter } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { api } from "#lib/client/api.ts";

type PlanSittingProps = {
  councilId: string /** By the cadence; null where it sits now. */;
  startsAt: string | null;
};

/** Plans the next sitting, with all that waits for the council on its agenda. */
export function PlanSitting({ councilId, startsAt }: PlanSittingProps) {
  const router = useRouter();
  const sending = useSubmit(async (at: string) => {
    const answer = await api("POST /councils/{councilId}/sittings", { councilId, startsAt: at });
    if (answer.ok) router.push(`/councils/${councilId}/sittings/${answer.value.sittingId}`);
    return answer;
  });
  const now = () => new Date().toISOString();
  return (
    <>
      <ProblemNotice problem={sending.problem} />
      <div className="flex flex-wrap gap-2">
        {startsAt && (
          <Button busy={sending.busy} onClick={() => sending.send(startsAt)}>
            Plan the next sitting
          </Button>
        )}
        <Button busy={sending.busy} onClick={() => sending.send(now())}>
          Plan one for now
        </Button>
      </div>
    </>
  );
}
