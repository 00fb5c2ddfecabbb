"use client";

import type { DecisionView, NextStep, SigningInput } from "#components/councils/decision.ts";
import type { StepInput } from "#components/councils/next-steps.tsx";
import { YourDecision } from "#components/councils/your-decision.tsx";
import type { Outcome } from "#components/ui/outcome.ts";
import { type ApiOutcome, api } from "#lib/client/api.ts";
import { stepUp } from "#lib/client/step-up.ts";
import type { PolicyDecision } from "#lib/councils/signable.ts";

type ProposalPanelProps = {
  proposalId: string;
  digest: string;
  decision: DecisionView<PolicyDecision>;
  steps: readonly NextStep[];
};

/** The reader's part in a proposed policy with its way to the server. What is signed is what this page shows. */
export function ProposalPanel({ proposalId, digest, decision, steps }: ProposalPanelProps) {
  const sign = async ({
    seatId,
    verb,
    comment,
    presence,
  }: SigningInput<PolicyDecision>): Promise<Outcome> => {
    const proof = await stepUp(presence, { act: "sign-policy", subjectDigest: digest });
    if (!proof.ok) return proof;
    const signed = await api("POST /policies/proposals/{proposalId}/signatures", {
      proposalId,
      digest: digest as `sha256:${string}`,
      seat: seatId,
      decision: verb,
      stepUpId: proof.value.stepUpId,
      ...(comment ? { comment } : {}),
    });
    return answered(signed);
  };
  const take = async ({ reason }: StepInput): Promise<Outcome> =>
    answered(await api("POST /policies/proposals/{proposalId}/withdraw", { proposalId, reason }));
  return <YourDecision decision={decision} steps={steps} sign={sign} take={take} />;
}

const answered = (outcome: ApiOutcome<unknown>): Outcome =>
  outcome.ok ? { ok: true, value: undefined } : outcome;
