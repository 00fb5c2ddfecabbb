"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import type { DecisionView, NextStep, SigningInput } from "#components/councils/decision.ts";
import type { StepInput } from "#components/councils/next-steps.tsx";
import { YourDecision } from "#components/councils/your-decision.tsx";
import type { Answer } from "#components/ui/answer.ts";
import { type ApiAnswer, api } from "#lib/client/api.ts";
import { stepUp } from "#lib/client/step-up.ts";
import type { Digest } from "#lib/kernel/digest.ts";

type DecisionPanelProps = {
  release: number;
  round: number;
  subjectDigest: Digest;
  decision: DecisionView;
  steps: readonly NextStep[];
  aside: ReactNode;
};

/** The reader's decision with its way to the server. The digest is sent along, so only what this page shows is signed. */
export function DecisionPanel({ release, round, subjectDigest, decision, steps, aside }: DecisionPanelProps) {
  const router = useRouter();
  const sign = async ({
    seatId,
    verb,
    comment,
    over,
    conditions,
    onBehalfOf,
    presence,
  }: SigningInput): Promise<Answer> => {
    const sealed = decision.kind === "sign" && decision.sealed;
    const proof = await stepUp(presence, { act: sealed ? "seal-verdict" : "cast-verdict", subjectDigest });
    if (!proof.ok) return proof;
    const verdict = {
      release,
      round,
      subjectDigest,
      seat: seatId,
      decision: verb,
      stepUpId: proof.value.stepUpId,
      comment: comment || undefined,
      over: [...over],
      ...(conditions ? { conditions: [...conditions] } : {}),
      ...(onBehalfOf ? { onBehalfOf } : {}),
    };
    return answered(
      sealed
        ? await api("POST /releases/{release}/sealed-verdicts", verdict)
        : await api("POST /releases/{release}/verdicts", verdict),
    );
  };
  const take = async ({ verb, reason, over }: StepInput): Promise<Answer> => {
    switch (verb) {
      case "submit":
        return answered(await api("POST /releases/{release}/submit", { release }));
      case "withdraw":
        return answered(await api("POST /releases/{release}/withdraw", { release, reason }));
      case "start": {
        const started = await api("POST /releases/{release}/rollout", {
          release,
          reason: reason || undefined,
          over: [...over],
        });
        if (started.ok) router.push(`/releases/${release}/rollout`);
        return answered(started);
      }
      case "watch":
      case "edit":
        throw new Error(`${verb} is a link`);
    }
  };
  return <YourDecision decision={decision} steps={steps} aside={aside} sign={sign} take={take} />;
}

const answered = (outcome: ApiAnswer<unknown>): Answer =>
  outcome.ok ? { ok: true, value: undefined } : outcome;
