import { describe, expect, it } from "vitest";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import {
  arm,
  healthy,
  logLoss,
  plan,
  stage,
  withGuardrail,
} from "#lib/testing/specimens/rollout-evidence.ts";
import { type JudgedBy, whatIfs } from "./sensitivity.ts";

const given = (evidence: Evidence = healthy, more: Partial<JudgedBy> = {}): JudgedBy => ({
  plan,
  stage,
  evidence,
  judge: JUDGE_VERSION,
  ...more,
});
const tried = (one: JudgedBy) =>
  new Map(whatIfs(one, logLoss).map((variant) => [variant.what, variant.verdict]));

describe("what would change a verdict", () => {
  it("is judged with half of the error budget, which proves less", () => {
    const found = tried(given());
    expect([...found.keys()]).toEqual(["half-budget"]);
    const wide = found.get("half-budget")!;
    const [own] = whatIfs(given(healthy, { plan: { ...plan, alpha: plan.alpha * 2 } }), logLoss);
    expect(own!.verdict.upper!).toBeLessThan(wide.upper!);
    expect(wide.alpha).toBeCloseTo(own!.verdict.alpha! / 2, 15);
  });

  it("is judged by the strictest margin of the plan, where this stage has a coarser one", () => {
    const coarse = { ...stage, advanceMargins: { "log-loss": 0.06 } };
    const found = tried(given(healthy, { stage: coarse, plan: { ...plan, stages: [coarse, stage] } }));
    expect(found.get("strictest-margin")).toMatchObject({ margin: 0.02 });
    expect(tried(given()).has("strictest-margin")).toBe(false);
  });

  it("is judged on the later half of a stage alone", () => {
    const half = (candidate: number) => ({
      baseline: arm(30_000, 0.502, 0.4),
      candidate: arm(10_000, candidate, 0.4),
    });
    const evidence = withGuardrail("log-loss", { stretches: [half(0.45), half(0.6)] });
    expect(tried(given(evidence)).get("later-part")).toMatchObject({
      state: "FAIL",
      n: { baseline: 30_000, candidate: 10_000 },
    });
    expect(tried(given(withGuardrail("log-loss", { stretches: [half(0.45)] }))).has("later-part")).toBe(
      false,
    );
  });

  it("counts broken values as the worst there are", () => {
    const evidence = withGuardrail("log-loss", { candidate: arm(19_980, 0.493, 0.4, { nonFinite: 20 }) });
    const found = tried(given(evidence)).get("broken-worst")!;
    expect(found.n.candidate).toBe(20_000);
    expect(found.candidateMean).toBeCloseTo((19_980 * 0.493 + 20 * -Math.log(0.001)) / 20_000, 2);
  });

  it("takes every row for an independent one, where rows name their subjects", () => {
    const bySubject = {
      rows: 20_000,
      subjects: 2000,
      repeats: 10,
      values: { groups: 64, between: 1, within: 1 },
      broken: { groups: 64, between: 0, within: 0 },
    };
    const evidence = withGuardrail("log-loss", { candidate: arm(20_000, 0.493, 0.4, { bySubject }) });
    const alone = tried(given(evidence)).get("rows-alone")!;
    expect(alone.candidateWorth).toBeUndefined();
    expect(alone.state).toBe("PASS");
  });

  it("is judged by today's rules, where an earlier judge gave it", () => {
    expect(tried(given(healthy, { judge: "judge-1" })).has("judge-now")).toBe(true);
  });

  it("is nothing for a limit or the split of traffic", () => {
    for (const guardrail of plan.guardrails.filter(({ rule }) => rule.kind !== "sequential"))
      expect(whatIfs(given(), guardrail)).toEqual([]);
  });
});
