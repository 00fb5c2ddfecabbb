import { describe, expect, it } from "vitest";
import type { Guardrail, GuardrailRule } from "#lib/releases/plan.ts";
import { histogramOf, mergeHistograms } from "#lib/stats/exponential-histogram.ts";
import { arm, healthy, judge, later } from "#lib/testing/specimens/rollout-evidence.ts";
import { seededRandom } from "../../examples/flight-delay/random.ts";
import type { ArmEvidence, Evidence, GuardrailEvidence } from "./evidence.ts";

type Relative = Extract<GuardrailRule, { kind: "sequential" }>;
const inMs: Relative = { kind: "sequential", rollbackMargin: 20, advanceMargin: 100 };
const inPercent: Relative = { kind: "sequential", rollbackMargin: 5, advanceMargin: 25, relative: true };
const limit: GuardrailRule = { kind: "threshold", max: 400, failure: "immediate" };

const guarded = (rule: GuardrailRule): Guardrail => ({
  id: "tail",
  title: "Latency p95",
  metric: "latency-p95",
  rule,
  minSamplesPerArm: 500,
  maxStalenessSeconds: 30,
  onFail: "roll-back",
});

/** Latencies between 10 and 1,000 ms, evenly by their logarithms: p95 is 794 ms times `by`. */
function served(rows: number, by = 1, seed = 1) {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, () => by * 10 ** (1 + 2 * random()));
}

function reported(
  baseline: number[],
  candidate: number[],
  more: Partial<ArmEvidence> = {},
): GuardrailEvidence {
  return {
    baseline: arm(baseline.length, 200, 250),
    candidate: arm(candidate.length, 200, 250, more),
    histograms: { baseline: histogramOf(baseline), candidate: histogramOf(candidate) },
  };
}

const judged = (rule: GuardrailRule, found: GuardrailEvidence) => {
  const evidence: Evidence = { ...healthy, byGuardrail: { tail: found } };
  return judge(evidence, { guardrails: [guarded(rule)] }).verdicts[0]!;
};

describe("a quantile against the baseline's", () => {
  it("passes where both are alike, and says the levels as quantiles", () => {
    const verdict = judged(inPercent, reported(served(20_000), served(20_000, 1, 2)));
    expect(verdict).toMatchObject({ state: "PASS", margin: 25 });
    expect(Math.abs(verdict.baselineMean! - 794)).toBeLessThan(25);
    expect(verdict.upper).toBeLessThan(25);
    expect(verdict.reason).toMatch(
      /^At most worse by \d+\.\d % of the baseline, within the 25\.0 % of the baseline this stage allows\.$/,
    );
  });

  it("fails by a margin in its own unit, and by one in per cent", () => {
    const slower = reported(served(20_000), served(20_000, 1.3, 2));
    const own = judged(inMs, slower);
    expect(own.state).toBe("FAIL");
    expect(own.reason).toMatch(
      /^Worse by 2\d\d\.\d ms, at least \d+\.\d ms: more than the 20\.0 ms that fails it\.$/,
    );
    const relative = judged(inPercent, slower);
    expect(relative.state).toBe("FAIL");
    expect(relative.lower).toBeGreaterThan(5);
    expect(relative.difference).toBeGreaterThan(25);
  });

  it("is undecided on few rows, and says how many more would do", () => {
    const verdict = judged(inPercent, reported(served(1100), served(1100, 1.12, 2)));
    expect(verdict.state).toBe("INCONCLUSIVE");
    expect(verdict.samplesNeeded).toBeGreaterThan(0);
    expect(judged(inPercent, reported(served(60), served(60))).state).toBe("INSUFFICIENT");
  });

  it("counts the rows of one subject as one", () => {
    const found = reported(served(20_000), served(20_000, 1.3, 2));
    const named = (subjects: number): GuardrailEvidence => {
      const none = { groups: 64, between: 1, within: 1 };
      const bySubject = { rows: 20_000, subjects, repeats: 1, values: none, broken: none };
      const arms = {
        baseline: { ...found.baseline!, bySubject },
        candidate: { ...found.candidate!, bySubject },
      };
      return { ...found, ...arms };
    };
    expect(judged(inPercent, named(200)).state).toBe("INSUFFICIENT");
    expect(judged(inPercent, named(20_000)).state).toBe("FAIL");
    expect(judged(inPercent, named(2000)).upper).toBeGreaterThan(judged(inPercent, found).upper!);
  });

  it("is moved by no single answer, however slow", () => {
    const [base, next] = [served(5000), served(5000, 1, 2)];
    const before = judged(inPercent, reported(base, next));
    const after = judged(inPercent, reported(base, [...next.slice(1), 86_400_000]));
    expect(Math.abs(after.lower! - before.lower!)).toBeLessThan(2);
  });

  it("is the same from the evidence as it is stored", () => {
    const found = reported(served(3000), served(3000, 1.2, 2));
    expect(judged(inPercent, JSON.parse(JSON.stringify(found)))).toEqual(judged(inPercent, found));
  });
});

describe("a quantile against a limit", () => {
  it("is crossed when that is proven, and not before", () => {
    expect(judged(limit, reported([], served(20_000, 0.4))).state).toBe("PASS");
    expect(judged(limit, reported([], served(20_000))).state).toBe("FAIL");
    expect(judged(limit, reported([], served(1100, 0.52))).state).toBe("INCONCLUSIVE");
  });
});

describe("what is no evidence", () => {
  const found = reported(served(2000), served(2000));
  it.each<[string, Partial<GuardrailEvidence>, string]>([
    ["no histogram", { histograms: undefined as never }, "ERROR"],
    ["bins out of order", changed({ bins: [5, 4], counts: [1, 1] }), "ERROR"],
    ["a bin that does not exist", changed({ bins: [1e9], counts: [1] }), "ERROR"],
    ["a count that is no number", changed({ bins: [5], counts: [Number.NaN] }), "ERROR"],
    ["fewer counts than bins", changed({ bins: [5, 6], counts: [1] }), "ERROR"],
    ["values that are not counted yet", changed({ bins: [], counts: [] }), "INSUFFICIENT"],
    ["an arm that is silent", { baseline: null }, "NO_DATA"],
    ["too many broken values", { candidate: arm(2000, 200, 250, { nonFinite: 1000 }) }, "FAIL"],
    ["a little too many of them", { candidate: arm(20_000, 200, 250, { nonFinite: 44 }) }, "INSUFFICIENT"],
    ["old values", { candidate: arm(2000, 200, 250, { latestAt: later(-60) }) }, "STALE"],
  ])("%s", (_, change, state) => {
    expect(judged(inPercent, { ...found, ...change }).state).toBe(state);
  });

  function changed(candidate: { bins: number[]; counts: number[] }): Partial<GuardrailEvidence> {
    return { histograms: { baseline: histogramOf(served(2000)), candidate } };
  }

  it("whatever was merged, the judge does not throw", () => {
    const all = mergeHistograms(histogramOf([0, 0, 0]), histogramOf([1e200, 86_400_000]));
    const histograms = { baseline: all, candidate: histogramOf([0]) };
    for (const rule of [inMs, inPercent, limit])
      expect(() => judged(rule, { ...found, histograms })).not.toThrow();
    const zeros = { baseline: histogramOf(Array(900).fill(0)), candidate: histogramOf(Array(900).fill(0)) };
    const verdict = judged(inPercent, { ...found, histograms: zeros });
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
  });
});
