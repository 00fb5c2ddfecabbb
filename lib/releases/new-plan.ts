import { type Guardrail, type Plan, planSchema, type Stage } from "./plan.ts";

/** A plan as it may be written today. Plans that were signed before a rule existed stay valid by `planSchema`. */
export const newPlan = planSchema.check(({ issues, value }) => {
  for (const message of loosenedMargins(value))
    issues.push({ code: "custom", message, input: value, path: ["stages"] });
});

/** Stages that allow more harm than the one before them, as sentences: more exposure never earns a wider margin. */
function loosenedMargins({ guardrails, stages }: Plan): string[] {
  return guardrails.flatMap((guardrail) =>
    stages.flatMap((stage, index) => {
      const before = stages[index - 1];
      const [allowed, now] = [before && marginIn(before, guardrail), marginIn(stage, guardrail)];
      if (before === undefined || allowed === undefined || now === undefined || now <= allowed) return [];
      return [
        `${stage.name} advances at a wider margin of ${guardrail.id} (${now}) than ${before.name} (${allowed})`,
      ];
    }),
  );
}

/** The harm that a stage still advances with; none where its guardrail compares nothing. */
function marginIn({ advanceMargins }: Stage, { id, rule }: Guardrail): number | undefined {
  return rule.kind === "sequential" ? (advanceMargins?.[id] ?? rule.advanceMargin) : undefined;
}
