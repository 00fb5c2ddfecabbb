import { describe, expect, it } from "vitest";
import type { Stretch } from "#lib/stats/late-harm.ts";
import { mergeMoments, noMoments } from "#lib/stats/moments.ts";
import { judge, plan, share, stage, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import type { ArmEvidence, GuardrailEvidence } from "./evidence.ts";
import type { JudgeVersion } from "./judges.ts";

const DAY = 86_400;
/** A stretch of it is 432 s, and nine are the first block of more than an hour. */
const long = { ...stage, deadlineSeconds: DAY };
const guardrail = {
  ...plan.guardrails[1]!,
  rule: { kind: "sequential", rollbackMargin: 0.005, advanceMargin: 0.02 },
} as const;

const events = (n: number, level: number) => ({ n, mean: level, m2: n * level * (1 - level) });
const at = (baseline: number, candidate: number, level: number): Stretch => ({
  baseline: events(baseline, level),
  candidate: events(candidate, level),
});

/** Evidence whose stretches are whole, so that nothing is left beside them. */
function inStretches(stretches: readonly Stretch[]): Partial<GuardrailEvidence> {
  const arm = (name: keyof Stretch): ArmEvidence => ({
    ...share(1, 2),
    ...stretches.map((each) => each[name]).reduce(mergeMoments, noMoments),
  });
  return { baseline: arm("baseline"), candidate: arm("candidate"), stretches };
}

const verdict = (found: Partial<GuardrailEvidence>, by: JudgeVersion = "judge-7", on = long) =>
  judge(withGuardrail(guardrail.id, found), { guardrails: [guardrail] }, on, by).verdicts[0]!;

const night = (rows: number) => Array.from({ length: 9 }, () => at(8 * rows, 2 * rows, 0.02));
const noon = (rows: number) => Array.from({ length: 9 }, () => at(2 * rows, 8 * rows, 0.08));

describe("blocks of time", () => {
  it("keep a split that follows the day from making two equal versions differ", () => {
    const found = inStretches([...night(200), ...noon(200)]);
    expect(verdict(found, "judge-6").state).toBe("FAIL");
    expect(verdict(found)).toMatchObject({ state: "PASS", timeBlocks: 2 });
  });

  it("count what is in no stretch yet as a block of its own", () => {
    const whole = inStretches([...night(200), ...noon(200)]);
    expect(verdict({ ...whole, stretches: whole.stretches!.slice(0, 9) })).toMatchObject({
      state: "PASS",
      timeBlocks: 2,
    });
  });

  it("change nothing within an hour, in pairs, and without stretches", () => {
    const found = inStretches(night(200).slice(0, 8));
    expect(verdict(found)).toEqual(verdict(found, "judge-6"));
    const { stretches: _, ...none } = inStretches([...night(200), ...noon(200)]);
    expect(verdict({ ...none, stretches: [] })).toEqual(verdict({ ...none, stretches: [] }, "judge-6"));
    const paired = { ...inStretches([...night(200), ...noon(200)]), paired: share(20, 4000) };
    expect(verdict(paired).timeBlocks).toBeUndefined();
  });

  it("find nothing where the arms never reported together", () => {
    const apart = inStretches([
      ...Array.from({ length: 9 }, () => at(1000, 0, 0.02)),
      ...Array.from({ length: 9 }, () => at(0, 1000, 0.08)),
    ]);
    expect(verdict(apart)).toMatchObject({
      state: "INCONCLUSIVE",
      reason: expect.stringContaining("same stretch"),
    });
  });

  it("are an error where they are no numbers, or more than all", () => {
    const found = inStretches(night(200));
    const spoilt = { baseline: { ...noMoments, mean: Number.NaN }, candidate: noMoments };
    expect(verdict({ ...found, stretches: [spoilt] }).state).toBe("ERROR");
    expect(verdict({ ...found, stretches: [...found.stretches!, at(1, 0, 0)] }).state).toBe("ERROR");
    expect(verdict({ ...found, stretches: [spoilt] }, "judge-6").state).not.toBe("ERROR");
  });
});
