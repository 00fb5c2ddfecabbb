"use client";

import { Button } from "#components/ui/button.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { WhyNot } from "#components/ui/why-not.tsx";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";
import type { IncidentWork } from "./incident-work.ts";

type PlaybookStepProps = {
  step: IncidentPageView["steps"][number];
  /** Its place in the playbook, from 1. */
  number: number;
  /** Left out once the incident is closed. */
  tick: IncidentWork["tick"] | undefined;
  whyNot: WhyNot | null;
};

/** One step: done by whom and when, and the way to say so or to take it back. */
export function PlaybookStep({ step: { text, done }, number, tick, whyNot }: PlaybookStepProps) {
  return (
    <li className="flex items-start gap-2.5">
      <StateMark tone={done ? "pass" : "plain"} icon={done ? "check" : "dashed"} />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1.5">
        <p className="wrap-anywhere">{text}</p>
        {done && (
          <p className="text-xs text-ink-3">
            {done.by}, <Time at={done.at} />
          </p>
        )}
        {tick && <TickButton number={number} tick={tick} whyNot={whyNot} isDone={done !== null} />}
      </div>
    </li>
  );
}

type TickButtonProps = Pick<PlaybookStepProps, "number" | "whyNot"> & {
  tick: IncidentWork["tick"];
  isDone: boolean;
};

function TickButton({ number, isDone, tick, whyNot }: TickButtonProps) {
  const { busy, problem, send } = useSubmit(tick);
  const onClick = async () => {
    const outcome = await send({ step: number, done: !isDone });
    if (outcome?.ok) announce(isDone ? `Step ${number} is not done.` : `Step ${number} is done.`);
  };
  return (
    <>
      <ProblemNotice problem={problem} />
      <Button
        busy={busy}
        whyNot={whyNot ?? undefined}
        onClick={() => void onClick()}
        aria-label={isDone ? `Step ${number} is not done after all` : `Step ${number} is done`}
      >
        {isDone ? "Not done after all" : "Done"}
      </Button>
    </>
  );
}
