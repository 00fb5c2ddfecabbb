import { describe, expect, it } from "vitest";
import type { PlanEstimate } from "#lib/releases/plan-estimate.ts";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { plan } from "#lib/testing/specimens/views/rollouts.ts";
import { budgetOf } from "./budget-words.ts";
import { ErrorBudget } from "./error-budget.tsx";
import { PlanMeaning } from "./plan-meaning.tsx";

const estimate = (advancesIn: number | null, failsIn: number | null): PlanEstimate => ({
  perHour: 36_000,
  stages: plan.stages.map(() => ({
    advancesIn,
    slowest: null,
    guardrails: {
      "log-loss": { passesIn: 60, failsIn, rows: 10, smallestHarm: null, reachableMargin: null },
    },
  })),
  unmeasured: [],
});
const known = (of: PlanEstimate) => ({ kind: "known", estimate: of }) as const;

describe("the error budget", () => {
  it("adds up to the plan's alpha, by guardrail and by stage", () => {
    const { rows, byStage } = budgetOf(plan)!;
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(rows).toHaveLength(plan.guardrails.length);
    expect(rows[0]?.byStage).toHaveLength(plan.stages.length);
    expect(byStage).toHaveLength(plan.stages.length);
  });

  it("says what may be rolled back by mistake", () => {
    const text = textOf(<ErrorBudget plan={plan} />);
    expect(text).toContain("At most 5.0 % of harmless candidates are rolled back or halted");
    expect(text).toMatch(/Log-loss 0\.42 % · 0\.42 % · 0\.42 % 1\.25 %/);
    expect(text).toContain("Spent by stage: 1.67 % · 1.67 % · 1.67 %");
  });

  it("is not shown while the plan has nothing to share it by", () => {
    expect(textOf(<ErrorBudget plan={{ ...plan, guardrails: [] }} />)).toBe("");
  });
});

describe("what a plan means", () => {
  it("is its time and who meets a harmful candidate", () => {
    const text = textOf(<PlanMeaning plan={plan} estimated={known(estimate(600, 60))} />);
    expect(text).toContain("What this plan means");
    expect(text).toContain("To Everyone if equal about 20 min");
    expect(text).toContain("nobody: found in Shadow");
  });

  it("names what it was before an edit, where that differs", () => {
    const before = { plan, estimated: known(estimate(300, 60)) };
    const text = textOf(<PlanMeaning plan={plan} estimated={known(estimate(600, null))} before={before} />);
    expect(text).toContain("What this edit means");
    expect(text).toContain("about 20 min was about 10 min");
    expect(text).toContain("not known: a guardrail may never find it was nobody: found in Shadow");
  });

  it("says that a stage may never decide, and nothing where no traffic tells", () => {
    expect(textOf(<PlanMeaning plan={plan} estimated={known(estimate(null, 60))} />)).toContain(
      "never: a stage stays undecided",
    );
    expect(textOf(<PlanMeaning plan={plan} estimated={{ kind: "no-traffic" }} />)).toBe("");
  });
});
