"use client";

import { useState } from "react";
import type { Answer, Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { ReasonDialog, type ReasonedAction } from "#components/ui/reason-dialog.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { SittingView } from "#lib/releases/views/sitting.ts";
import { nextItem } from "./sitting-words.ts";
import { WhoCame } from "./who-came.tsx";

export type SittingActs = {
  /** With whoever is here. */
  open: Submit<SittingView["people"], unknown>;
  start: Submit<string, unknown>;
  record: Submit<{ item: string; shown: string }, unknown>;
  extend: Submit<string, unknown>;
  postpone: Submit<{ item: string; reason: string }, unknown>;
  callOff: Submit<string, unknown>;
  close: Submit<null, unknown>;
};

type RunSittingProps = { sitting: SittingView; acts: SittingActs; onDone: () => void };

const LATER: ReasonedAction = {
  verb: "postpone",
  label: "Put off to the next sitting",
  consequence: "It goes on waiting, and the next agenda has it.",
  variant: "plain",
  asksReason: true,
};
const OFF: ReasonedAction = {
  verb: "call-off",
  label: "Call off",
  consequence: "The council is told. What was on the agenda goes on waiting.",
  variant: "danger",
  asksReason: true,
};

/** What the chair and the secretary do: one solid button, the next step. */
export function RunSitting({ sitting, acts, onDone }: RunSittingProps) {
  const { state, items } = sitting;
  const whyNot = sitting.whyNotRun ?? undefined;
  const step = useSubmit((send: () => Promise<Answer<unknown>>) => send());
  const { asked, ask, close, done } = useAsked<ReasonedAction>();
  const current = items.find((one) => one.state === "current");
  const next = nextItem(sitting);
  const run = async (send: () => Promise<Answer<unknown>>) => {
    if ((await step.send(send))?.ok) onDone();
  };
  const [came, setCame] = useState<SittingView["people"]>([]);
  const forward = stepOf(sitting, acts, came);
  return (
    <div className="flex flex-col gap-3">
      <ProblemNotice problem={step.problem} />
      {state === "planned" && sitting.whyNotRun === null && (
        <WhoCame people={sitting.people} came={came} onChange={setCame} />
      )}
      <div className="flex flex-wrap gap-2">
        {forward && (
          <Button variant="solid" busy={step.busy} whyNot={whyNot} onClick={() => run(forward.send)}>
            {forward.label}
          </Button>
        )}
        {current && (
          <Button whyNot={whyNot} busy={step.busy} onClick={() => run(() => acts.extend(current.item))}>
            5 more min
          </Button>
        )}
        {state === "open" && (current ?? next) && (
          <Button whyNot={whyNot} onClick={() => ask(LATER)}>
            Put off
          </Button>
        )}
        {state === "planned" && (
          <Button whyNot={whyNot} onClick={() => ask(OFF)}>
            Call off
          </Button>
        )}
      </div>
      <ReasonDialog
        action={asked}
        onClose={close}
        submit={({ reason }) =>
          asked?.verb === "call-off"
            ? acts.callOff(reason)
            : acts.postpone({ item: (current ?? next)?.item ?? "", reason })
        }
        onDone={() => done(asked?.verb === "call-off" ? "Called off." : "Put off.")}
      />
    </div>
  );
}

/** The next step of whoever runs it; null where nothing is left to run. */
export function stepOf(
  sitting: Pick<SittingView, "state" | "items">,
  acts: Pick<SittingActs, "open" | "start" | "record" | "close">,
  came: SittingView["people"],
): { readonly label: string; readonly send: () => Promise<Answer<unknown>> } | null {
  const { state, items } = sitting;
  if (state === "planned") return { label: "Open the sitting", send: () => acts.open(came) };
  if (state !== "open") return null;
  const current = items.find((one) => one.state === "current");
  if (current)
    return {
      label: "Record the outcome",
      send: () => acts.record({ item: current.item, shown: current.result }),
    };
  const next = nextItem({ items });
  return next
    ? { label: `Call item ${items.indexOf(next) + 1}`, send: () => acts.start(next.item) }
    : { label: "End the sitting", send: () => acts.close(null) };
}
