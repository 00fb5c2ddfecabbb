import { describe, expect, it } from "vitest";
import { later } from "#lib/testing/specimens/rollout-evidence.ts";
import { plan, point, rollout, series, step, withVerdict } from "#lib/testing/specimens/views/rollouts.ts";
import { chartSeries, chartText } from "./chart-series.ts";
import { stageBands } from "./stage-bands.ts";

const charts = (changed: Parameters<typeof rollout>[0] = {}) =>
  chartSeries(rollout({ series: [series()], ...changed }));
const chart = (changed: Parameters<typeof rollout>[0] = {}) => charts(changed)[0]!;
const arms = { baseline: "v1", candidate: "v2" };

describe("what a chart is drawn from", () => {
  it("is every watched metric with its guardrail's name and its unit", () => {
    const both = [series({ metric: "latency-ms", bucketSeconds: 90 }), series()];
    expect(charts({ series: both })).toMatchObject([
      { id: "latency", name: "Latency", qualifier: "ms, lower is better, steps of 1 min 30 s", limit: 50 },
      { id: "log-loss", name: "Log-loss", qualifier: "lower is better, steps of 5 s", decimals: 4 },
    ]);
  });

  it("leaves out what no guardrail watches, or nobody defines", () => {
    expect(charts({ series: [series({ metric: "accuracy" })] })).toEqual([]);
  });

  it("shifts the limit of a comparison by its margin, to the metric's worse side", () => {
    expect(chart().limit).toBeCloseTo(0.512);
    const [logLoss, ...rest] = plan.guardrails;
    const guardrails = [{ ...logLoss!, metric: "accuracy" }, ...rest];
    const accuracy = { plan: { ...plan, guardrails }, series: [series({ metric: "accuracy" })] };
    expect(chart(accuracy).limit).toBeCloseTo(0.492);
    expect(chart({ guardrails: [] }).limit).toBeNull();
  });

  it("breaks where points are missing", () => {
    const points = [point({ at: later(-60) }), point({ at: later(-20) })];
    expect(chart({ series: [series({ points })] }).points).toHaveLength(3);
  });

  it("marks the breach of the guardrail that failed, and of no other", () => {
    const times = { breachAt: later(-5), detectedAt: null, decidedAt: null, actuatedAt: null };
    expect(chart({ times }).breachAt).toBeNull();
    expect(chart({ times, guardrails: withVerdict(0, { state: "FAIL" }) }).breachAt).toBe(later(-5));
    expect(chart({ times, guardrails: withVerdict(1, { state: "FAIL" }) }).breachAt).toBeNull();
  });

  it.each([
    ["STALE", true],
    ["NO_DATA", true],
    ["INSUFFICIENT", false],
    ["PASS", false],
    ["FAIL", false],
  ] as const)("is silent while its evidence is %s: %s", (state, silent) => {
    const silence = { from: later(-1), to: later(0) };
    expect(chart({ guardrails: withVerdict(0, { state }) }).silence).toEqual(silent ? silence : null);
  });

  it("is silent from the start of the stage, up to the end of the rollout", () => {
    const guardrails = withVerdict(0, { state: "NO_DATA" }).map((one) => ({ ...one, latestAt: null }));
    expect(chart({ guardrails, endedAt: later(-30) }).silence).toEqual({ from: later(-600), to: later(-30) });
  });
});

describe("a chart in words", () => {
  it("has the latest of both arms, the limit, the breach and the silence", () => {
    const points = [point({ at: later(-10) }), point({ at: later(-5), candidate: null })];
    const full = { ...chart({ series: [series({ points })] }), breachAt: later(-5) };
    expect(chartText(full, arms)).toBe(
      "Latest: v1 0.5020, v2 0.4930. Limit 0.5120. The limit was breached. The table lists every point.",
    );
    const silence = { from: later(-9), to: later(0) };
    expect(chartText({ ...full, limit: null, breachAt: null, silence }, arms)).toBe(
      "Latest: v1 0.5020, v2 0.4930. The newest data is too old. The table lists every point.",
    );
  });

  it("says where the candidate has no data", () => {
    expect(chartText({ ...chart(), points: [] }, arms)).toMatch(/^No data for v2\. /);
  });
});

describe("a stage on the ground", () => {
  it("ends when it was left, the current one now", () => {
    expect(stageBands(rollout())).toEqual([
      { name: "Shadow", from: later(-4200), to: later(-600) },
      { name: "Canary", from: later(-600), to: later(0) },
    ]);
    expect(stageBands(rollout({ steps: [step({ stageIndex: 9 })] }))[0]?.name).toBe("");
  });
});
