"use client";

import { OctagonX } from "lucide-react";
import { PresenceDialog, type ProvenInput } from "#components/access/presence-dialog.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { Means } from "#lib/access/means.ts";
import { STOP_MINUTES } from "#lib/policy/stop.ts";
import type { StopView } from "#lib/policy/views/freeze-list.ts";

export type StopWays = {
  askStop: Submit<ProvenInput>;
  confirmStop: Submit<ProvenInput & { readonly stop: string }>;
};

type StopSheetProps = StopWays & { stop: StopView; means: Means };

/** The stop of all rollouts: in force, waiting for a second person, or to be asked for. */
export function StopSheet({ stop, means, askStop, confirmStop }: StopSheetProps) {
  const { asked: open, ask, close, done } = useAsked<"ask" | "confirm">();
  const { inForce, asked, whyNotAsk } = stop;
  return (
    <Sheet id="stop" title="Stop all rollouts" provenance="by two people, ended by two">
      {inForce ? (
        <Notice tone="fail" icon="halt" title="All rollouts are stopped.">
          Asked for by {inForce.askedBy}, confirmed by {inForce.confirmedBy}, <Time at={inForce.since} />:{" "}
          {inForce.reason} Rolling back is always possible. To end it, propose that below.
        </Notice>
      ) : (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3 text-sm">
          <p className="min-w-0 flex-1 basis-80 text-ink-2 wrap-anywhere">
            {asked ? (
              <>
                <b className="font-medium text-ink">{asked.askedBy}</b> asked, <Time at={asked.askedAt} />:{" "}
                {asked.reason} A second person confirms within {STOP_MINUTES} minutes.
              </>
            ) : (
              "Every rollout halts at its present share, and none starts, resumes or goes further. Each can still be rolled back."
            )}
          </p>
          {asked ? (
            <Button
              variant="danger"
              icon={OctagonX}
              whyNot={asked.whyNotConfirm ?? undefined}
              onClick={() => ask("confirm")}
            >
              Confirm the stop
            </Button>
          ) : (
            <Button
              variant="danger"
              icon={OctagonX}
              whyNot={whyNotAsk ?? undefined}
              onClick={() => ask("ask")}
            >
              Ask to stop all
            </Button>
          )}
        </div>
      )}
      <PresenceDialog
        action={open === "ask" ? ASK : null}
        means={means}
        submit={askStop}
        onClose={close}
        onDone={() => done("Asked. A second person confirms it.")}
      />
      <PresenceDialog
        action={open === "confirm" ? CONFIRM : null}
        means={means}
        submit={(input) => confirmStop({ ...input, stop: asked?.id ?? "" })}
        onClose={close}
        onDone={() => done("All rollouts are stopped")}
      />
    </Sheet>
  );
}

const ASK = {
  verb: "ask-stop",
  label: "Ask to stop all rollouts",
  consequence: `Nothing stops until a second person, who is independent of you, confirms it within ${STOP_MINUTES} minutes. Until then you can halt or roll back each rollout.`,
  asksReason: true,
  danger: true,
  proofHint: "Stopping all rollouts takes two people, each present.",
} as const;

const CONFIRM = {
  verb: "confirm-stop",
  label: "Stop all rollouts",
  consequence:
    "From now on none starts, resumes or goes further, and each one under way halts at its present share. It lasts until two people end it; each rollout is then resumed by hand.",
  danger: true,
  proofHint: "Stopping all rollouts takes two people, each present.",
} as const;
