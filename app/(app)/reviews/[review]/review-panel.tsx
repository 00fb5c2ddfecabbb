"use client";

import type { DecisionView } from "#components/councils/decision.ts";
import { YourDecision } from "#components/councils/your-decision.tsx";
import { api } from "#lib/client/api.ts";
import { stepUp } from "#lib/client/step-up.ts";
import type { ReviewDecision } from "#lib/councils/signable.ts";
import type { Digest } from "#lib/kernel/digest.ts";

type PanelProps = {
  review: number;
  round: number;
  /** What is signed is what this page shows. */
  digest: Digest;
  decision: DecisionView<ReviewDecision>;
};

/** The reader's part in a re-review with its way to the server. */
export function ReviewPanel({ review, round, digest, decision }: PanelProps) {
  return (
    <YourDecision
      decision={decision}
      steps={[]}
      sign={async ({ seatId: seat, verb, comment, conditions, presence }) => {
        const proof = await stepUp(presence, { act: "sign-review", subjectDigest: digest });
        if (!proof.ok) return proof;
        const said = {
          ...(comment ? { comment } : {}),
          ...(conditions ? { conditions: [...conditions] } : {}),
        };
        const signature = { review, round, digest, seat, decision: verb, ...said, ...proof.value };
        const outcome = await api("POST /reviews/{review}/signatures", signature);
        return outcome.ok ? { ok: true, value: undefined } : outcome;
      }}
      take={async () => ({ ok: true, value: undefined })}
    />
  );
}
