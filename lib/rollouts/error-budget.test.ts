import fc from "fast-check";
import { expect, it } from "vitest";
import {
  errors,
  healthy,
  judge,
  latency,
  logLoss,
  plan,
  stage,
} from "#lib/testing/specimens/rollout-evidence.ts";
import { errorBudget } from "./error-budget.ts";
import { JUDGES } from "./judges.ts";

const spentBy = (budget: ReturnType<typeof errorBudget>, kind: string): number =>
  kind === "sample-ratio"
    ? budget.ratio
    : budget.broken + budget.late + (kind === "sequential" ? budget.effect : budget.limit);

it("spends at most the plan's alpha over all guardrails and stages", () => {
  const guardrails = fc.array(fc.constantFrom(...plan.guardrails), { minLength: 1, maxLength: 20 });
  const stages = fc.array(fc.constant(stage), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(
      guardrails,
      stages,
      fc.double({ min: 0.0001, max: 0.2, noNaN: true }),
      fc.constantFrom("judge-2", "judge-3", "judge-4", "judge-5", "judge-6", "judge-7"),
      (some, many, alpha, by) => {
        const judging = {
          plan: { ...plan, guardrails: some, stages: many, alpha },
          stage,
          judge: JUDGES[by],
        };
        const inOneStage = some.reduce((sum, { rule }) => sum + spentBy(errorBudget(judging), rule.kind), 0);
        expect(inOneStage * many.length).toBeLessThanOrEqual(alpha * (1 + 1e-9));
      },
    ),
  );
});

it("leaves a guardrail less in a plan of more stages, and says what it was given", () => {
  const given = (stages: number) =>
    judge(healthy, { guardrails: [logLoss], stages: Array.from({ length: stages }, () => stage) })
      .verdicts[0]!.alpha!;
  expect(given(1)).toBeCloseTo(0.045, 12);
  expect(given(5)).toBeCloseTo(0.009, 12);
});

it("was shared by the sequential guardrails of each stage alone by the first judge", () => {
  const guardrails = [logLoss, errors, latency];
  expect(judge(healthy, { guardrails }, stage, "judge-1").verdicts[0]!.alpha).toBe(0.025);
});
