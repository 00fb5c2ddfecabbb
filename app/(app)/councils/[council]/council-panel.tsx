"use client";

import type { DecisionView, NextStep } from "#components/councils/decision.ts";
import { YourDecision } from "#components/councils/your-decision.tsx";
import type { Answer } from "#components/ui/answer.ts";
import { type ApiAnswer, api } from "#lib/client/api.ts";
import { stepUp } from "#lib/client/step-up.ts";
import type { CouncilDecision } from "#lib/councils/signable.ts";
import type { Digest } from "#lib/kernel/digest.ts";

type CouncilPanelProps = {
  proposalId: string;
  /** What is signed is what this page shows. */
  digest: Digest;
  decision: DecisionView<CouncilDecision>;
  steps: readonly NextStep[];
};

/** The reader's part in a proposed composition with its way to the server. */
export function CouncilPanel({ proposalId, digest, decision, steps }: CouncilPanelProps) {
  return (
    <YourDecision
      decision={decision}
      steps={steps}
      sign={async ({ seatId: seat, verb, comment, presence }) => {
        const proof = await stepUp(presence, { act: "sign-council", subjectDigest: digest });
        if (!proof.ok) return proof;
        const { stepUpId } = proof.value;
        const said = comment ? { comment } : {};
        const signature = { proposalId, digest, seat, decision: verb, stepUpId, ...said };
        return answered(await api("POST /councils/proposals/{proposalId}/signatures", signature));
      }}
      take={async ({ reason }) =>
        answered(await api("POST /councils/proposals/{proposalId}/withdraw", { proposalId, reason }))
      }
    />
  );
}

const answered = (outcome: ApiAnswer<unknown>): Answer =>
  outcome.ok ? { ok: true, value: undefined } : outcome;
