import type { Plan } from "#lib/releases/plan.ts";
import { type SliceRule, sliceRuleOf } from "#lib/releases/slice-rule.ts";
import type { GuardrailEvidence } from "#lib/rollouts/evidence.ts";
import type { EvidenceReads } from "./evidence-reads.ts";
import type { EvidenceSource } from "./rollup-sums.ts";
import { sliceSourceOf, slicesOf } from "./slice-sums.ts";

/** A guardrail's part of what was reported by slice; nothing where it is judged by none. */
export type SlicesRead = (of: {
  readonly id: string;
  readonly metric: { readonly id: string };
}) => Pick<GuardrailEvidence, "slices">;

/** What is read by slice, at once for all guardrails that are judged so. */
export async function slicesRead(
  reads: EvidenceReads,
  plan: Plan,
  { exposureId, metrics, quality }: EvidenceSource,
  asOf: Date,
): Promise<SlicesRead> {
  const rules = rulesOf(plan);
  if (rules.size === 0) return () => ({});
  const sums = await reads.slices(sliceSourceOf(plan, { exposureId, metrics, quality }, asOf));
  return ({ id, metric }) => {
    const rule = rules.get(id);
    return rule ? { slices: slicesOf(sums, metric.id, rule) } : {};
  };
}

const rulesOf = (plan: Plan): ReadonlyMap<string, SliceRule> =>
  new Map(
    plan.guardrails.flatMap((guardrail) => {
      const rule = sliceRuleOf(plan, guardrail);
      return rule ? [[guardrail.id, rule] as const] : [];
    }),
  );
