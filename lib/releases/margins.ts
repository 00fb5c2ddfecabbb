import type { Guardrail, GuardrailRule, Stage } from "./plan.ts";

export type Comparing = Guardrail & { readonly rule: Extract<GuardrailRule, { kind: "sequential" }> };

/** The guardrails that compare the candidate with the live version. */
export const comparing = ({ guardrails }: { readonly guardrails: readonly Guardrail[] }): Comparing[] =>
  guardrails.flatMap((guardrail) =>
    guardrail.rule.kind === "sequential" ? [{ ...guardrail, rule: guardrail.rule }] : [],
  );

/** The margin a stage advances within: its own, or the guardrail's. */
export const marginOf = (
  { advanceMargins }: Pick<Stage, "advanceMargins">,
  { id, rule }: Pick<Comparing, "id" | "rule">,
): number => advanceMargins?.[id] ?? rule.advanceMargin;

/** The stage with this margin; the guardrail's own is not repeated in it. */
export function withMargin(stage: Stage, { id, rule }: Comparing, margin: number): Stage {
  const { [id]: _, ...others } = stage.advanceMargins ?? {};
  return { ...stage, advanceMargins: margin === rule.advanceMargin ? others : { ...others, [id]: margin } };
}
