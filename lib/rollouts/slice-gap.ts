import { countedIn, harmBetween, type Slicing, slicesIn } from "./slices.ts";
import type { GapVerdict } from "./verdict.ts";

/**
 * Where slices are groups to be treated alike: how much worse the candidate is to one than to another, of the two for which most
 * is proven. Both are independent samples of the candidate's rows, each pair in both orders shares alpha evenly, and every bound holds at
 * every look. Which group asks for what is no chance, so a gap says that there is a difference and not why. Null where no two
 * groups have rows enough.
 */
export function gapVerdict(slicing: Slicing, alpha: number): GapVerdict | null {
  const { rule, guardrail, found } = slicing;
  const { gap } = rule;
  if (gap === undefined) return null;
  const pairs = rule.most * (rule.most - 1);
  const groups = slicesIn(slicing).flatMap(({ slice, candidate }) => {
    const arm = countedIn(candidate, found.candidate);
    return arm && arm.n >= guardrail.minSamplesPerArm ? [{ slice, arm }] : [];
  });
  const compared = groups.flatMap((better) =>
    groups.flatMap((worse): Omit<GapVerdict, "state">[] => {
      if (better === worse) return [];
      const harm = harmBetween(slicing, [better.arm, worse.arm], {
        alpha: alpha / pairs,
        rollbackMargin: gap,
      });
      if (harm === null || !Number.isFinite(harm.lower) || !Number.isFinite(harm.upper)) return [];
      const { difference, lower, upper } = harm;
      return [{ better: better.slice, worse: worse.slice, difference, lower, upper }];
    }),
  );
  const [widest] = compared.toSorted((one, other) => other.lower - one.lower);
  if (widest === undefined) return null;
  const alike = compared.every(({ upper }) => upper <= gap);
  return { ...widest, state: widest.lower > gap ? "FAIL" : alike ? "PASS" : "INCONCLUSIVE" };
}
