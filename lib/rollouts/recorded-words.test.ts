import { describe, expect, it } from "vitest";
import { CATALOGUE } from "#lib/metrics/catalogue.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail } from "#lib/releases/plan.ts";
import { arm, judge, logLoss, share, stage, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { isJudge, JUDGES, type JudgeVersion } from "./judges.ts";
import { harm, level } from "./phrases.ts";

/** What each judge proves from the same evidence: later ones spend alpha on broken values and on exact bounds too. */
const NUMBERS = {
  "judge-1": { proven: "0.0658", gain: "0.0088", missing: "9,479" },
  "judge-2": { proven: "0.0656", gain: "0.0086", missing: "9,810" },
  "judge-3": { proven: "0.0656", gain: "0.0086", missing: "9,810" },
  "judge-4": { proven: "0.0656", gain: "0.0086", missing: "9,810" },
  "judge-5": { proven: "0.0656", gain: "0.0086", missing: "9,810" },
  "judge-6": { proven: "0.0653", gain: "0.0083", missing: "10,517" },
  "judge-7": { proven: "0.0653", gain: "0.0083", missing: "10,517" },
} as const satisfies Readonly<Record<JudgeVersion, object>>;

/**
 * Reasons are stored with a verdict, and verifiers outside recompute them: other words under the same judge would
 * make honest packets look tampered with.
 */
describe.each(Object.keys(JUDGES).filter(isJudge))("the words of %s", (by) => {
  it.each<[string, string, string]>([
    ["log-loss", "0.0771", "worse by 0.0771"],
    ["brier", "0.0771", "worse by 0.0771"],
    ["accuracy", "7.71 %", "worse by 7.71 %"],
    ["error-rate", "7.71 %", "worse by 7.71 %"],
    ["latency-ms", "0.1 ms", "worse by 0.1 ms"],
  ])("of %s are as they were", (id, atLevel, asHarm) => {
    const metric = CATALOGUE.find((row) => row.id === id) as Metric;
    expect(level(metric, 0.07712)).toBe(atLevel);
    expect(harm(metric, 0.07712)).toBe(asHarm);
  });

  const reason = (change: Partial<Guardrail>, baseline: number, candidate: number, rows = 20_000) => {
    const guardrail = { ...logLoss, ...change };
    const isShare = guardrail.metric === "accuracy";
    const of = (mean: number) => (isShare ? share(Math.round(mean * rows), rows) : arm(rows, mean, 0.4));
    const evidence = withGuardrail(guardrail.id, { baseline: of(baseline), candidate: of(candidate) });
    return judge(evidence, { guardrails: [guardrail] }, stage, by).verdicts[0]!.reason;
  };

  it("say a failure, a pass and what is undecided as they did", () => {
    const { proven, gain, missing } = NUMBERS[by];
    expect(reason({}, 0.5, 0.577)).toBe(
      `Worse by 0.0770, at least ${proven}: more than the 0.0100 that fails it.`,
    );
    expect(reason({}, 0.5, 0.48)).toBe(`At most better by ${gain}, within the 0.0200 this stage allows.`);
    expect(reason({}, 0.5, 0.505, 1500)).toBe(
      `Worse by 0.0050 so far; about ${missing} more rows in the thinner arm would decide.`,
    );
    const rule = { kind: "threshold", max: 0.8, failure: "immediate" } as const;
    expect(reason({ metric: "accuracy", rule }, 0.9, 0.75)).toBe("75.00 %, beyond the limit of 80.00 %.");
    expect(reason({ metric: "accuracy", rule }, 0.9, 0.85)).toBe("85.00 %, within the limit of 80.00 %.");
  });
});
