"use client";

import type { DecisionView, NextStep } from "#components/councils/decision.ts";
import { TierForm } from "#components/councils/tier/tier-form.tsx";
import { YourDecision } from "#components/councils/your-decision.tsx";
import type { Answer } from "#components/ui/answer.ts";
import { type ApiAnswer, api } from "#lib/client/api.ts";
import { stepUp } from "#lib/client/step-up.ts";
import type { AssessmentDecision } from "#lib/councils/signable.ts";
import type { ModelTierView } from "#lib/councils/views/model-tier.ts";
import type { Digest } from "#lib/kernel/digest.ts";

type TierDecisionProps = {
  model: string;
  assessmentId: string;
  /** What is signed is what this page shows. */
  digest: Digest;
  decision: DecisionView<AssessmentDecision>;
  steps: readonly NextStep[];
};

/** The reader's part in a proposed tier with its way to the server. */
export function TierDecision({ model, assessmentId, digest, decision, steps }: TierDecisionProps) {
  return (
    <YourDecision
      decision={decision}
      steps={steps}
      sign={async ({ seatId: seat, verb, comment, presence }) => {
        const proof = await stepUp(presence, { act: "sign-assessment", subjectDigest: digest });
        if (!proof.ok) return proof;
        const { stepUpId } = proof.value;
        const said = comment ? { comment } : {};
        const signature = { model, assessmentId, digest, seat, decision: verb, stepUpId, ...said };
        return answered(await api("POST /models/{model}/assessments/{assessmentId}/signatures", signature));
      }}
      take={async ({ reason }) =>
        answered(
          await api("POST /models/{model}/assessments/{assessmentId}/withdraw", {
            model,
            assessmentId,
            reason,
          }),
        )
      }
    />
  );
}

/** The questionnaire with its way to the server. */
export function TierQuestions({ view }: { view: ModelTierView }) {
  return (
    <TierForm
      view={view}
      propose={async (input) =>
        answered(await api("POST /models/{model}/assessments", { model: view.model, ...input }))
      }
    />
  );
}

const answered = (outcome: ApiAnswer<unknown>): Answer =>
  outcome.ok ? { ok: true, value: undefined } : outcome;
