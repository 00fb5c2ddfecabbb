import type { GuardrailVerdict } from "./verdict.ts";

/**
 * Where every guardrail passes: the one whose bound has the least left to its margin, in parts of the width of its interval, so
 * that guardrails in different units compare. Null where one does not pass, or none has an interval.
 */
export function closestToMargin(verdicts: readonly GuardrailVerdict[]): GuardrailVerdict | null {
  if (verdicts.some(({ state }) => state !== "PASS")) return null;
  const bounded = verdicts.flatMap((verdict) => {
    const { lower, upper, margin } = verdict;
    return lower === undefined || upper === undefined || margin === undefined
      ? []
      : [{ verdict, left: (margin - upper) / Math.max(upper - lower, Number.MIN_VALUE) }];
  });
  return bounded.toSorted((one, other) => one.left - other.left)[0]?.verdict ?? null;
}
