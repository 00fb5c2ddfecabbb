import type { Margins } from "#components/metrics/change.ts";
import { limitText, tickText } from "#components/metrics/metric-numbers.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Chosen } from "./chosen-guardrail.ts";
import { actText } from "./claim-words.ts";

type Written = Pick<Metric, "kind" | "decimals" | "unit">;

/** "rolls back when all of it is left of −0.005", "advances when all of it is right of −0.02"; null where there is no such rule. */
export function rulesOf(
  { guardrail }: Pick<Chosen, "guardrail">,
  written: Written,
  { fails, passes }: Margins,
): [string | null, string | null] {
  const { rule } = guardrail;
  if (rule.kind === "threshold")
    return [`${actText(guardrail)} when ${limitText(written, rule.max)} is proven to be crossed`, null];
  const at = (margin: number) => tickText(written, 0 - margin, true);
  return [
    fails === null ? null : `${actText(guardrail)} when all of it is left of ${at(fails)}`,
    passes === null ? null : `advances when all of it is right of ${at(passes)}`,
  ];
}
