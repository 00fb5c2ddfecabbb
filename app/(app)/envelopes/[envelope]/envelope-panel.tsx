"use client";

import type { DecisionView, NextStep } from "#components/councils/decision.ts";
import { YourDecision } from "#components/councils/your-decision.tsx";
import type { Answer } from "#components/ui/answer.ts";
import { type ApiAnswer, api } from "#lib/client/api.ts";
import { stepUp } from "#lib/client/step-up.ts";
import type { EnvelopeDecision } from "#lib/councils/signable.ts";
import type { Digest } from "#lib/kernel/digest.ts";

type PanelProps = {
  of: { readonly model: string; readonly envelope: number };
  /** What is signed is what this page shows. */
  digest: Digest;
  decision: DecisionView<EnvelopeDecision>;
  steps: readonly NextStep[];
};

/** The reader's part in an envelope with its way to the server. */
export function EnvelopePanel({ of, digest, decision, steps }: PanelProps) {
  return (
    <YourDecision
      decision={decision}
      steps={steps}
      sign={async ({ seatId: seat, verb, comment, presence }) => {
        const proof = await stepUp(presence, { act: "sign-envelope", subjectDigest: digest });
        if (!proof.ok) return proof;
        const said = comment ? { comment } : {};
        const signature = { ...of, digest, seat, decision: verb, ...said, ...proof.value };
        return answered(await api("POST /models/{model}/envelopes/{envelope}/signatures", signature));
      }}
      take={async ({ reason }) =>
        answered(await api("POST /models/{model}/envelopes/{envelope}/revoke", { ...of, reason }))
      }
    />
  );
}

const answered = (outcome: ApiAnswer<unknown>): Answer =>
  outcome.ok ? { ok: true, value: undefined } : outcome;
