import { bernoulliSequence } from "#lib/stats/bernoulli.ts";
import type { Count } from "#lib/stats/proportions.ts";
import { errorBudget, type Judging } from "./error-budget.ts";
import type { ArmCounts, ArmEvidence, GuardrailEvidence } from "./evidence.ts";
import type { JudgeTraits } from "./judges.ts";
import { count, percent } from "./phrases.ts";
import { brokenCount } from "./subjects.ts";

/** A stage is held by what is likely; to be rolled back, a candidate's must be proven. */
const HOLDING_ALPHA = 0.2;

/** Whether an arm gives more values that are not numbers than a stage may pass with. */
export function tooManyBroken({ toleratedBroken, provesBroken }: JudgeTraits, arm: ArmEvidence): boolean {
  if (arm.nonFinite <= toleratedBroken * (arm.n + arm.nonFinite)) return false;
  if (!provesBroken) return true;
  const likely = bernoulliSequence(brokenCount(arm), HOLDING_ALPHA);
  return likely.status !== "ok" || likely.lower > toleratedBroken;
}

/**
 * How the candidate is proven to give more values that are not numbers than is tolerated, as a sentence; null where it
 * is not. Exact at every look and on few rows.
 */
export function brokenValues(judging: Judging, candidate: ArmEvidence | null): string | null {
  const { toleratedBroken } = judging.judge;
  if (candidate === null || candidate.nonFinite === 0) return null;
  if (!provenBroken(judging.judge, brokenCount(candidate), errorBudget(judging).broken)) return null;
  const n = candidate.n + candidate.nonFinite;
  const given = `${count(candidate.nonFinite)} of ${count(n)} values were not numbers`;
  return `The candidate is broken: ${given}, proven more than the ${percent(toleratedBroken)} tolerated.`;
}

/** Whether so many values are proven to be more than is tolerated. */
export function provenBroken({ toleratedBroken }: JudgeTraits, broken: Count, alpha: number): boolean {
  if (toleratedBroken === 0 || broken.successes === 0) return false;
  const proven = bernoulliSequence(broken, alpha);
  return proven.status === "ok" && proven.lower > toleratedBroken;
}

/** The share of each arm's values that are not numbers; null where an arm reported none. */
export function brokenShares(
  found: Pick<GuardrailEvidence, "baseline" | "candidate"> | undefined,
): Record<keyof ArmCounts, number | null> {
  const share = (arm: ArmEvidence | null | undefined) =>
    arm && arm.n + arm.nonFinite > 0 ? arm.nonFinite / (arm.n + arm.nonFinite) : null;
  return { baseline: share(found?.baseline), candidate: share(found?.candidate) };
}
