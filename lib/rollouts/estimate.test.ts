import { describe, expect, it } from "vitest";
import { type Comparing, marginOf } from "#lib/releases/margins.ts";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import { isTooSlow } from "#lib/releases/plan-estimate.ts";
import type { SliceRule } from "#lib/releases/slice-rule.ts";
import { CAUTIOUS_PLAN, QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { histogramOf } from "#lib/stats/exponential-histogram.ts";
import { callCost } from "#lib/testing/specimens/metrics.ts";
import { estimatePlan, UNLUCKY } from "./estimate.ts";
import { type Candidate, expectedEvidence } from "./expected-evidence.ts";
import { judgeGuardrail } from "./guardrail.ts";
import { JUDGE_VERSION, JUDGES } from "./judges.ts";
import type { PointerTrafficView } from "./views/pointer-traffic.ts";

/** Lognormal by its quantiles: a median of 1.6 ms, one in twenty above 8. */
const LATENCIES = histogramOf(
  Array.from({ length: 1000 }, (_, at) => Math.exp(0.5 - 0.55 * Math.log(1 / ((at + 0.5) / 1000) - 1))),
);

/** As the demonstration's version 1 answers: 300 requests a second. */
const traffic = (perHour = 1_080_000): PointerTrafficView => ({
  perHour,
  busiestPerHour: perHour,
  metrics: [
    { metric: "log-loss", perHour, mean: 0.53, variance: 0.2 },
    { metric: "error-rate", perHour, mean: 0.001, variance: 0.001 },
    { metric: "latency-ms", perHour, mean: 2, variance: 1, histogram: LATENCIES },
  ],
});
const estimated = (plan: Plan, about = traffic()) => estimatePlan(plan, about)!;
const [logLoss, ...others] = QUICK_PLAN.guardrails;
const [shadow, five, ...later] = QUICK_PLAN.stages;
/** The margin of the last three stages, which then have none of their own. */
const withMargin = (advanceMargin: number): Plan => ({
  ...QUICK_PLAN,
  stages: [shadow!, five!, ...later.map((stage) => ({ ...stage, advanceMargins: {} }))],
  guardrails: [
    { ...logLoss!, rule: { kind: "sequential", rollbackMargin: 0.005, advanceMargin } },
    ...others,
  ],
});

describe("an estimate of a plan", () => {
  it("is the second at which the judge first lets the stage advance", () => {
    const plan = QUICK_PLAN;
    estimated(plan).stages.forEach(({ advancesIn, slowest }, at) => {
      const judging = { plan, stage: plan.stages[at]!, judge: JUDGES[JUDGE_VERSION] };
      const states = (seconds: number) =>
        plan.guardrails.map((guardrail) => {
          const evidence = expectedEvidence(judging, guardrail, traffic(), seconds, UNLUCKY);
          return judgeGuardrail(judging, guardrail, evidence).state;
        });
      expect(new Set(states(advancesIn!))).toEqual(new Set(["PASS"]));
      if (slowest === null) expect(advancesIn).toBe(judging.stage.minSeconds);
      else expect(states(advancesIn! - 1)).toContain("INCONCLUSIVE");
    });
  });

  it.each(["tested", "passed"] as const)(
    "waits for no slice, of which nothing tells how many rows it gets: %s",
    (demand) => {
      const slices: SliceRule = { by: ["region"], most: 4, onFail: "halt" };
      const all = estimated({ ...QUICK_PLAN, slices });
      const guardrails = QUICK_PLAN.guardrails.map((one) =>
        one.id === logLoss!.id ? { ...one, slices: { ...slices, demand } } : one,
      );
      expect(estimated({ ...QUICK_PLAN, slices: { ...slices, demand } })).toEqual(all);
      expect(estimated({ ...QUICK_PLAN, slices, guardrails })).toEqual(all);
      expect(all.stages.every(({ advancesIn }) => advancesIn !== null)).toBe(true);
    },
  );

  it("judges a shadow stage on pairs, where a version ran in shadow before", () => {
    const paired = traffic();
    const [first, ...rest] = paired.metrics;
    const alike = { ...paired, metrics: [{ ...first!, paired: { variance: 0.004 } }, ...rest] };
    const [arms, pairs] = [estimated(QUICK_PLAN), estimated(QUICK_PLAN, alike)].map(({ stages }) => stages);
    const judging = { plan: QUICK_PLAN, stage: QUICK_PLAN.stages[0]!, judge: JUDGES[JUDGE_VERSION] };
    const { paired: read, candidate } = expectedEvidence(judging, logLoss!, alike, 600, {
      harm: 0.01,
      luck: 0,
    }).byGuardrail[logLoss!.id]!;
    expect(read).toMatchObject({ n: candidate!.n, mean: 0.01 });
    expect(read!.m2 / (read!.n - 1)).toBeCloseTo(0.004, 12);
    // The judge itself is asked, which reads pairs before arms.
    expect(pairs![0]).not.toEqual(arms![0]);
    expect(pairs!.slice(1)).toEqual(arms!.slice(1));
  });

  it("waits for outcomes as long as the plan says, and for the minimum time", () => {
    const late = estimated({ ...QUICK_PLAN, maturitySeconds: 600 }).stages[0]!;
    expect(late).toMatchObject({ slowest: "log-loss" });
    expect(late.advancesIn).toBeGreaterThan(601);
    const patient = estimated({
      ...QUICK_PLAN,
      stages: [{ ...shadow!, minSeconds: 700 }, five!, ...later],
    });
    expect(patient.stages[0]).toMatchObject({ advancesIn: 700, slowest: null });
  });

  it("takes longer with less traffic, a smaller share and a narrower margin", () => {
    const advance = (plan: Plan, perHour?: number) =>
      estimated(plan, traffic(perHour)).stages.map(({ advancesIn }) => advancesIn!);
    const quick = advance(QUICK_PLAN);
    for (const [at, seconds] of advance(QUICK_PLAN, 10_800).entries())
      expect(seconds).toBeGreaterThan(quick[at]!);
    const narrow = advance(withMargin(0.01));
    for (const at of [2, 3, 4]) expect(narrow[at]).toBeGreaterThan(quick[at]!);
    const hourly = advance(CAUTIOUS_PLAN, 20_000);
    expect(hourly[1]).toBeGreaterThan(hourly[2]!);
  });

  it("names a stage that reaches its deadline undecided, and the margin that it could decide", () => {
    const plan = withMargin(0.0001);
    const slow = estimated(plan).stages[3]!;
    expect(isTooSlow(plan.stages[3]!, slow)).toBe(true);
    expect(slow.slowest).toBe("log-loss");
    const reachable = withMargin(slow.guardrails["log-loss"]!.reachableMargin! * 1.01);
    expect(isTooSlow(reachable.stages[3]!, estimated(reachable).stages[3]!)).toBe(false);
  });

  it("gives up where even the longest time is too short", () => {
    expect(estimated(QUICK_PLAN, traffic(0.01)).stages[0]).toMatchObject({
      advancesIn: null,
      slowest: "log-loss",
    });
  });

  it("says from which harm on the judge would roll back by then, 4 times of 5", () => {
    const { guardrails, advancesIn } = estimated(QUICK_PLAN).stages[2]!;
    const { smallestHarm } = guardrails["log-loss"]!;
    const judging = { plan: QUICK_PLAN, stage: QUICK_PLAN.stages[2]!, judge: JUDGES[JUDGE_VERSION] };
    const worseBy = (harm: number) => {
      const candidate = { harm, luck: -UNLUCKY.luck };
      const evidence = expectedEvidence(judging, logLoss!, traffic(), advancesIn!, candidate);
      return judgeGuardrail(judging, logLoss!, evidence).state;
    };
    expect(worseBy(smallestHarm! * 1.001)).toBe("FAIL");
    expect(worseBy(smallestHarm! * 0.999)).not.toBe("FAIL");
    expect(Object.keys(guardrails)).toEqual(["log-loss", "error-rate"]);
  });

  it("says when a harm of twice the margin is found, on how many rows a guardrail passes, of quantiles too", () => {
    const slowest: Guardrail = {
      ...logLoss!,
      id: "slowest",
      metric: "latency-p95",
      rule: { kind: "sequential", rollbackMargin: 5, advanceMargin: 25, relative: true },
    };
    const plan = { ...QUICK_PLAN, guardrails: [logLoss!, slowest] };
    for (const [at, { guardrails }] of estimated(plan).stages.entries())
      for (const guardrail of plan.guardrails) {
        const { passesIn, failsIn, rows } = guardrails[guardrail.id]!;
        const stage = plan.stages[at]!;
        const judging = { plan, stage, judge: JUDGES[JUDGE_VERSION] };
        const margin = marginOf(stage, guardrail as Comparing);
        const stateAt = (seconds: number, candidate: Candidate) =>
          judgeGuardrail(
            judging,
            guardrail,
            expectedEvidence(judging, guardrail, traffic(), seconds, candidate),
          );
        expect(stateAt(passesIn!, UNLUCKY).state).toBe("PASS");
        expect(stateAt(passesIn! - 1, UNLUCKY).state).not.toBe("PASS");
        const twice = { harm: 2 * margin, luck: -UNLUCKY.luck };
        expect(stateAt(failsIn!, twice).state).toBe("FAIL");
        expect(stateAt(failsIn! - 1, twice).state).not.toBe("FAIL");
        const { n } = stateAt(passesIn!, UNLUCKY);
        expect(rows).toBe(Math.min(n.baseline, n.candidate));
      }
  });

  it("names what nothing reported, and is none where nothing was served", () => {
    const costs = { ...logLoss!, id: "cost", title: "Cost", metric: callCost.id };
    const plan = { ...QUICK_PLAN, metrics: [callCost], guardrails: [...QUICK_PLAN.guardrails, costs] };
    expect(estimated(plan).unmeasured).toEqual(["cost"]);
    const slowest = { ...logLoss!, id: "slowest", title: "p95", metric: "latency-p95" };
    const unbinned = {
      ...traffic(),
      metrics: traffic().metrics.map(({ histogram: _, ...metric }) => metric),
    };
    expect(estimated({ ...QUICK_PLAN, guardrails: [logLoss!, slowest] }, unbinned).unmeasured).toEqual([
      "slowest",
    ]);
    expect(estimated(plan).stages[0]!.advancesIn).toBeGreaterThan(0);
    expect(estimatePlan(plan, { perHour: 0, busiestPerHour: null, metrics: [] })).toBeNull();
  });
});
