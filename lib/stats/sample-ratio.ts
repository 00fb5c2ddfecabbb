import gammaln from "@stdlib/math-base-special-gammaln";
import { degenerate, insufficient, type Measured } from "./measured.ts";
import { chiSquareTail } from "./tails.ts";

/** Subjects seen per arm, and the shares the plan gives them (positive, summing to one). */
export type SampleRatio = { readonly observed: readonly number[]; readonly planned: readonly number[] };

type SequentialRatio = { readonly n: number; readonly logBayesFactor: number; readonly p: number };
type FixedRatio = {
  readonly n: number;
  readonly chiSquare: number;
  readonly degrees: number;
  readonly p: number;
};

/**
 * Sequential sample-ratio test: always-valid p of "exposure follows the plan" (Lindon and Malek, arXiv 2011.03567:
 * Dirichlet-multinomial with prior `strength`·planned). Looking every second does not raise its false-alarm rate;
 * the caller keeps the smallest p seen.
 */
export function sequentialSampleRatio(ratio: SampleRatio, strength = 10_000): Measured<SequentialRatio> {
  const refused = misplanned(ratio);
  if (refused !== null) return refused;
  const n = total(ratio.observed);
  if (n === 0) return insufficient("no subject is assigned yet");
  let log = gammaln(strength) - gammaln(strength + n);
  ratio.observed.forEach((count, arm) => {
    const share = ratio.planned[arm]!;
    if (share === 0) return;
    log += gammaln(strength * share + count) - gammaln(strength * share) - count * Math.log(share);
  });
  return { status: "ok", n, logBayesFactor: log, p: Math.min(1, Math.exp(-log)) };
}

/** Pearson's chi-square for the same question, for one look at a fixed n. */
export function fixedSampleRatio(ratio: SampleRatio, minPerArm = 8): Measured<FixedRatio> {
  const refused = misplanned(ratio);
  if (refused !== null) return refused;
  const n = total(ratio.observed);
  const arms = ratio.planned.filter((share) => share > 0).length;
  if (n === 0 || n < minPerArm * arms)
    return insufficient(`needs ${minPerArm} rows per arm, has ${n} in all`);
  if (arms < 2) return degenerate("a single arm has no ratio");
  let chiSquare = 0;
  ratio.observed.forEach((count, arm) => {
    const expected = n * ratio.planned[arm]!;
    if (expected > 0) chiSquare += (count - expected) ** 2 / expected;
  });
  return { status: "ok", n, chiSquare, degrees: arms - 1, p: chiSquareTail(chiSquare, arms - 1) };
}

function misplanned({ observed, planned }: SampleRatio) {
  if (observed.length !== planned.length) throw new RangeError("observed and planned arms differ in number");
  if (Math.abs(total(planned) - 1) > 1e-9) throw new RangeError("planned shares do not sum to one");
  const stray = planned.findIndex((share, arm) => share === 0 && observed[arm]! > 0);
  return stray === -1 ? null : degenerate(`arm ${stray} has traffic though its planned share is zero`);
}

function total(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
