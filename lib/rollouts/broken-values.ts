import { bernoulliSequence } from "#lib/stats/bernoulli.ts";
import { errorBudget, type Judging } from "./error-budget.ts";
import type { ArmEvidence } from "./evidence.ts";
import { count, percent } from "./phrases.ts";

/**
 * How the candidate is proven to give more values that are not numbers than is tolerated, as a sentence; null where it
 * is not. Exact at every look and on few rows.
 */
export function brokenValues(judging: Judging, candidate: ArmEvidence | null): string | null {
  const { toleratedBroken } = judging.judge;
  if (toleratedBroken === 0 || candidate === null || candidate.nonFinite === 0) return null;
  const n = candidate.n + candidate.nonFinite;
  const proven = bernoulliSequence({ successes: candidate.nonFinite, n }, errorBudget(judging).broken);
  if (proven.status !== "ok" || proven.lower <= toleratedBroken) return null;
  const given = `${count(candidate.nonFinite)} of ${count(n)} values were not numbers`;
  return `The candidate is broken: ${given}, proven more than the ${percent(toleratedBroken)} tolerated.`;
}
