import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";

/** The plan with these guardrails; a stage's own margins for a removed one are removed too. */
export function withGuardrails(plan: Plan, guardrails: Guardrail[]): Pick<Plan, "guardrails" | "stages"> {
  const kept = new Set(guardrails.map(({ id }) => id));
  return { guardrails, stages: plan.stages.map((stage) => withMargins(stage, kept)) };
}

function withMargins({ advanceMargins, ...stage }: Stage, kept: ReadonlySet<string>): Stage {
  if (!advanceMargins) return stage;
  const margins = Object.entries(advanceMargins).filter(([id]) => kept.has(id));
  return { ...stage, advanceMargins: Object.fromEntries(margins) };
}

/** A guardrail with slices of its own, or with those of its plan. */
export function withOwnSlices(
  { slices: _, ...guardrail }: Guardrail,
  slices: Guardrail["slices"] | undefined,
): Guardrail {
  return slices === undefined ? guardrail : { ...guardrail, slices };
}
