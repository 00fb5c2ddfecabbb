"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { LearningOutcome } from "#lib/incidents/learning.ts";
import type { IncidentLearningView } from "#lib/incidents/views/incident-page.ts";
import { CHANGE_WORDS, learningLook } from "./incident-words.ts";
import type { IncidentWork } from "./incident-work.ts";

type LearningLineProps = { learning: IncidentLearningView; settle: IncidentWork["settle"] };

/** One learning, and the way for its owner to say what became of it. */
export function LearningLine({ learning, settle }: LearningLineProps) {
  const { text, changes, owner, addedBy, addedAt, settled, whyNotSettle } = learning;
  return (
    <li className="flex flex-col gap-2 py-3 text-sm first:pt-0 last:pb-0 sm:flex-row sm:items-start sm:gap-4">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>
        <p className="mt-1 text-xs text-ink-3">
          {CHANGE_WORDS[changes]}, {owner} sees to it. Added by {addedBy}, <Time at={addedAt} />
        </p>
        {settled && (
          <p className="mt-1 text-xs wrap-anywhere text-ink-2">
            {settled.reason} ({settled.by}, <Time at={settled.at} />)
          </p>
        )}
      </div>
      <div className="flex shrink-0 flex-wrap items-center gap-2">
        <Stated look={learningLook(settled)} />
        {settled === null && whyNotSettle === null && <Settling learning={learning} settle={settle} />}
      </div>
    </li>
  );
}

const ACTS = {
  "in-force": {
    verb: "in-force",
    label: "In force",
    consequence:
      "Say where the change is: a policy, a plan, a commit. This stays on record and is said once.",
  },
  dropped: {
    verb: "dropped",
    label: "Drop",
    consequence: "Say why nothing changes. This stays on record and is said once.",
  },
} as const;

function Settling({ learning: { learning }, settle }: LearningLineProps) {
  const [chosen, setChosen] = useState<LearningOutcome | null>(null);
  const action = chosen && { ...ACTS[chosen], variant: "solid" as const, asksReason: true };
  return (
    <>
      {(["in-force", "dropped"] as const).map((outcome) => (
        <Button
          key={outcome}
          onClick={() => setChosen(outcome)}
          aria-label={`${ACTS[outcome].label}: learning ${learning}`}
        >
          {ACTS[outcome].label}
        </Button>
      ))}
      <ReasonDialog
        action={action}
        onClose={() => setChosen(null)}
        submit={({ reason }) => settle({ learning, outcome: chosen ?? "dropped", reason })}
        onDone={() => {
          setChosen(null);
          announce(`Learning ${learning} is settled.`);
        }}
      />
    </>
  );
}
