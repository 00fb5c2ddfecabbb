import { describe, expect, it } from "vitest";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import {
  arm,
  healthy,
  judge,
  latency,
  later,
  share,
  stateOf,
  withGuardrail,
  without,
} from "#lib/testing/specimens/rollout-evidence.ts";
import type { Evidence } from "./evidence.ts";

describe("mistakes others made", () => {
  const cases: [string, Evidence, string, string, Partial<Plan>?][] = [
    ["a configured metric that is absent is not skipped", without("log-loss"), "log-loss", "NO_DATA"],
    ["no candidate rows do not pass", withGuardrail("log-loss", { candidate: null }), "log-loss", "NO_DATA"],
    [
      "an empty series does not pass",
      withGuardrail("latency", { candidate: arm(0, 0, 0) }),
      "latency",
      "NO_DATA",
    ],
    ["no baseline does not pass", withGuardrail("log-loss", { baseline: null }), "log-loss", "NO_DATA"],
    [
      "a NaN mean passes no threshold",
      withGuardrail("latency", { candidate: arm(5000, Number.NaN, 1) }),
      "latency",
      "ERROR",
    ],
    [
      "an infinite spread is no evidence",
      withGuardrail("log-loss", { candidate: arm(5000, 0.4, Number.POSITIVE_INFINITY) }),
      "log-loss",
      "ERROR",
    ],
    [
      "NaN rows are counted, not dropped",
      withGuardrail("log-loss", { candidate: arm(20_000, 0.493, 0.4, { nonFinite: 44 }) }),
      "log-loss",
      "INSUFFICIENT",
    ],
    [
      "rows that are all NaN do not pass",
      withGuardrail("latency", { candidate: arm(0, 0, 0, { nonFinite: 1 }) }),
      "latency",
      "INSUFFICIENT",
    ],
    [
      "a provider outage is an error, not a failure",
      withGuardrail("latency", { error: "connection refused" }),
      "latency",
      "ERROR",
    ],
    [
      "old data does not pass",
      withGuardrail("latency", { candidate: arm(20_000, 42, 5, { latestAt: later(-31) }) }),
      "latency",
      "STALE",
    ],
    [
      "data from before the stage does not pass",
      withGuardrail("latency", { candidate: arm(20_000, 42, 5, { latestAt: later(-601) }) }),
      "latency",
      "STALE",
    ],
    [
      "data that does not say when does not pass",
      withGuardrail("latency", { candidate: arm(20_000, 42, 5, { latestAt: null }) }),
      "latency",
      "STALE",
    ],
    [
      "one silent arm is stale even though the other reports",
      withGuardrail("log-loss", { baseline: arm(60_000, 0.502, 0.4, { latestAt: later(-90) }) }),
      "log-loss",
      "STALE",
    ],
    [
      "a halted pipeline is stale, however new its last row",
      { ...healthy, watermark: later(-120) },
      "log-loss",
      "STALE",
    ],
    ["a pipeline that never ran passes nothing", { ...healthy, watermark: null }, "errors", "STALE"],
    ["few rows do not pass", withGuardrail("errors", { candidate: share(0, 999) }), "errors", "INSUFFICIENT"],
    [
      "zero events in the baseline do not blind the test",
      withGuardrail("errors", { baseline: share(0, 60_000), candidate: share(200, 20_000) }),
      "errors",
      "FAIL",
    ],
    [
      "a candidate whose successes collapse to zero fails",
      withGuardrail("errors", { baseline: share(250, 5000), candidate: share(5000, 5000) }),
      "errors",
      "FAIL",
    ],
    [
      "a difference within noise neither passes nor fails",
      withGuardrail("log-loss", { baseline: arm(1500, 0.5, 0.4), candidate: arm(1500, 0.505, 0.4) }),
      "log-loss",
      "INCONCLUSIVE",
    ],
    [
      "traffic that does not follow the plan fails",
      { ...healthy, exposureCounts: { baseline: 60_050, candidate: 15_000, plannedCandidateShare: 0.25 } },
      "split",
      "FAIL",
    ],
    [
      "traffic to an arm that is planned to get none fails",
      { ...healthy, exposureCounts: { baseline: 60_050, candidate: 1, plannedCandidateShare: 0 } },
      "split",
      "FAIL",
    ],
    [
      "nobody assigned means no data",
      { ...healthy, exposureCounts: { baseline: 0, candidate: 0, plannedCandidateShare: 0.25 } },
      "split",
      "NO_DATA",
    ],
    [
      "a planned share that is not a number is an error",
      { ...healthy, exposureCounts: { baseline: 1, candidate: 1, plannedCandidateShare: Number.NaN } },
      "split",
      "ERROR",
    ],
  ];
  it.each(cases)("%s", (_, evidence, id, state, changes) => {
    expect(stateOf(evidence, id, changes)).toBe(state);
    expect(judge(evidence, changes).decision.kind).not.toBe("advance");
  });
  it("but zero events in both arms, on enough rows, are evidence of health", () => {
    const evidence = withGuardrail("errors", { baseline: share(0, 60_000), candidate: share(0, 20_000) });
    expect(judge(evidence).decision.kind).toBe("advance");
  });
});

describe("thresholds", () => {
  const counted = (failure: Extract<Guardrail["rule"], { kind: "threshold" }>["failure"]): Partial<Plan> => ({
    guardrails: [{ ...latency, rule: { kind: "threshold", max: 50, failure } }],
  });
  it.each([
    ["consecutive", { consecutive: 3 }, [60, 60, 40, 60], "INCONCLUSIVE"],
    ["consecutive", { consecutive: 3 }, [40, 60, 60, 60], "FAIL"],
    ["consecutive, one blip", { consecutive: 3 }, [60, 60, 40], "PASS"],
    ["k of m", { of: 4, k: 2 }, [60, 40, 60, 40], "FAIL"],
    ["k of m, long ago", { of: 4, k: 2 }, [60, 60, 40, 40, 40, 40], "PASS"],
    ["a window without a value", { consecutive: 3 }, [40, Number.NaN, 40], "INCONCLUSIVE"],
    ["windows of NaN do not fail either", { consecutive: 2 }, [Number.NaN, Number.NaN], "INCONCLUSIVE"],
    ["no window at all", { consecutive: 2 }, [], "NO_DATA"],
  ] as const)("%s", (_, failure, recent, state) => {
    const evidence = withGuardrail("latency", { recent });
    expect(stateOf(evidence, "latency", counted(failure))).toBe(state);
  });
  it("a mean over the limit fails once a bound proves it, on enough rows", () => {
    const stateAt = (n: number, mean: number) =>
      stateOf(withGuardrail("latency", { candidate: arm(n, mean, 5) }), "latency");
    expect(stateAt(5000, 50.1)).toBe("INCONCLUSIVE");
    expect(stateAt(5000, 50.5)).toBe("FAIL");
    expect(stateAt(500_000, 50.1)).toBe("FAIL");
    expect(stateAt(500, 50.5)).toBe("INSUFFICIENT");
    expect(stateAt(5000, 50)).toBe("PASS");
  });
});

describe("pairs in a shadow stage", () => {
  const paired = (mean: number, n = 2000) => withGuardrail("log-loss", { paired: arm(n, mean, 0.25) });
  it("decide on fewer rows than two arms would need", () => {
    const arms = { baseline: arm(2000, 0.5, 0.4), candidate: arm(2000, 0.539, 0.4) };
    expect(stateOf(withGuardrail("log-loss", arms), "log-loss")).toBe("INCONCLUSIVE");
    expect(stateOf(paired(0.039), "log-loss")).toBe("FAIL");
    expect(stateOf(paired(-0.009, 4000), "log-loss")).toBe("PASS");
  });
  it("need their own number of rows", () => {
    expect(stateOf(paired(0.039, 900), "log-loss")).toBe("INSUFFICIENT");
    expect(stateOf(paired(0.039, 0), "log-loss")).toBe("NO_DATA");
  });
});
