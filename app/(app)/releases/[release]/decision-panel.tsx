"use client";

import { useRouter } from "next/navigation";
import type { DecisionView, NextStep, SigningInput } from "#components/councils/decision.ts";
import type { StepInput } from "#components/councils/next-steps.tsx";
import { YourDecision } from "#components/councils/your-decision.tsx";
import type { Outcome } from "#components/ui/outcome.ts";
import { type ApiOutcome, api } from "#lib/client/api.ts";
import { stepUp } from "#lib/client/step-up.ts";

type DecisionPanelProps = {
  release: number;
  round: number;
  subjectDigest: string;
  decision: DecisionView;
  steps: readonly NextStep[];
};

/** The reader's decision with its way to the server. What is signed is what this page shows, or nothing. */
export function DecisionPanel({ release, round, subjectDigest, decision, steps }: DecisionPanelProps) {
  const router = useRouter();
  const sign = async ({ seatId, verb, comment, presence }: SigningInput): Promise<Outcome> => {
    const proof = await stepUp(presence, { act: "cast-verdict", subjectDigest });
    if (!proof.ok) return proof;
    const cast = await api("POST /releases/{release}/verdicts", {
      release,
      round,
      subjectDigest: subjectDigest as `sha256:${string}`,
      seat: seatId,
      decision: verb,
      stepUpId: proof.value.stepUpId,
      ...(comment ? { comment } : {}),
    });
    return answered(cast);
  };
  const take = async ({ verb, reason }: StepInput): Promise<Outcome> => {
    if (verb === "submit") return answered(await api("POST /releases/{release}/submit", { release }));
    if (verb === "withdraw")
      return answered(await api("POST /releases/{release}/withdraw", { release, reason }));
    const started = await api("POST /releases/{release}/rollout", { release });
    if (started.ok) router.push(`/releases/${release}/rollout`);
    return answered(started);
  };
  return <YourDecision decision={decision} steps={steps} sign={sign} take={take} />;
}

const answered = (outcome: ApiOutcome<unknown>): Outcome =>
  outcome.ok ? { ok: true, value: undefined } : outcome;
