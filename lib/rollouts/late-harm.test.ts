import { describe, expect, it } from "vitest";
import { type Moments, mergeMoments, noMoments } from "#lib/stats/moments.ts";
import { arm, judge, logLoss, stage, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { stretchSeconds } from "./late-harm.ts";

/** 150 stretches of 400 rows in each arm; in the last of them the candidate is worse. */
const stretches = (harm: number, lasting: number) =>
  Array.from({ length: 150 }, (_, at) => {
    const sums = (mean: number): Moments => ({ n: 400, mean, m2: 400 * 0.16 });
    return { baseline: sums(0.5), candidate: sums(at < 150 - lasting ? 0.5 : 0.5 + harm) };
  });
const evidence = (harm: number, lasting: number) => {
  const found = stretches(harm, lasting);
  const whole = (of: "baseline" | "candidate") => {
    const { n, mean, m2 } = found.map((one) => one[of]).reduce(mergeMoments, noMoments);
    return arm(n, mean, Math.sqrt(m2 / n));
  };
  return withGuardrail("log-loss", {
    baseline: whole("baseline"),
    candidate: whole("candidate"),
    stretches: found,
  });
};
const verdict = (by: "judge-5" | "judge-6", harm: number, lasting: number) =>
  judge(evidence(harm, lasting), { guardrails: [logLoss] }, stage, by);

describe("a harm that begins late", () => {
  it("fails the stage although its mean over the whole is one that passes", () => {
    expect(verdict("judge-5", 0.1, 15).decision.kind).toBe("advance");
    const { decision, verdicts } = verdict("judge-6", 0.1, 15);
    expect(decision).toMatchObject({ kind: "roll-back", guardrailId: "log-loss" });
    expect(verdicts[0]!.reason).toBe(
      "Worse than the baseline by more than the 0.0100 that fails it since some moment of this stage, by the test for harm that begins late.",
    );
  });

  it("is none where the candidate is no worse than the margin", () => {
    expect(verdict("judge-6", 0.009, 15).decision.kind).toBe("advance");
    expect(verdict("judge-6", 0, 0).decision.kind).toBe("advance");
  });
});

it("a stage has at most 200 stretches, of whole buckets", () => {
  for (const [deadlineSeconds, cohortSeconds] of [
    [900, 1],
    [60, 5],
    [72 * 3600, 60],
    [90 * 24 * 3600, 60],
  ] as const) {
    const seconds = stretchSeconds({ deadlineSeconds }, { cohortSeconds });
    expect(seconds % cohortSeconds).toBe(0);
    expect(deadlineSeconds / seconds).toBeLessThanOrEqual(200);
    expect(seconds).toBeLessThanOrEqual(Math.max(cohortSeconds, deadlineSeconds / 100));
  }
});
