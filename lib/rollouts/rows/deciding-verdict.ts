import type { Tx } from "#lib/db/client.ts";
import type { Judgement } from "#lib/rollouts/judge.ts";
import { keptVerdict } from "#lib/rollouts/rows/kept-verdict.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";
import type { Rollout } from "./lock-rollout.ts";

/** The guardrail that a judgement rolled back or halted by; null where a deadline or errors did. */
function failureOf({ decision, verdicts }: Judgement): GuardrailVerdict | null {
  if (decision.kind !== "roll-back" && decision.kind !== "halt") return null;
  const { guardrailId } = decision;
  return verdicts.find((one) => one.guardrailId === guardrailId && one.state === "FAIL") ?? null;
}

/** The guardrail that a stage waits for first; null where it waits for time alone, or for nothing. */
export function awaited(judged: Judgement): GuardrailVerdict | null {
  if (judged.decision.kind !== "hold") return failureOf(judged);
  return judged.verdicts.find(({ state }) => state !== "PASS") ?? null;
}

/** The guardrail that a rollout's stored reason is of. A reason given by hand is of none. */
export async function causeOf(tx: Tx, { id, because }: Rollout): Promise<GuardrailVerdict | null> {
  if (because === null) return null;
  const row = await tx.gateVerdict.findFirst({
    where: { rolloutId: id, decision: { path: ["because"], equals: because } },
    orderBy: { decidedAt: "desc" },
    omit: { inputs: true },
  });
  return row && failureOf(keptVerdict<"verdicts" | "decision">(row));
}
