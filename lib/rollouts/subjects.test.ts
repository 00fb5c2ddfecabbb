import { describe, expect, it } from "vitest";
import {
  arm,
  errors,
  healthy,
  judge,
  logLoss,
  share,
  stateOf,
  withGuardrail,
} from "#lib/testing/specimens/rollout-evidence.ts";
import type { ArmEvidence, SubjectEvidence } from "./evidence.ts";

/** Rows of which each subject has `rowsEach`, all the same: groups differ by as much as that. */
const repeated = ({ n, mean, m2 }: ArmEvidence, rowsEach: number): SubjectEvidence => {
  const within = m2 || n * mean * (1 - mean);
  return {
    rows: n,
    subjects: n / rowsEach,
    repeats: rowsEach,
    values: { groups: 64, between: within * rowsEach, within },
    broken: { groups: 64, between: 0, within: 0 },
  };
};
const by = (rowsEach: number, one: ArmEvidence): ArmEvidence => ({
  ...one,
  bySubject: repeated(one, rowsEach),
});
const verdictOn = (evidence: typeof healthy, id: string, judgedBy?: "judge-3") =>
  judge(evidence, {}, undefined, judgedBy).verdicts.find(({ guardrailId }) => guardrailId === id)!;

describe("rows of one subject", () => {
  const harmful = (rowsEach: number) =>
    withGuardrail(logLoss.id, {
      baseline: by(rowsEach, arm(60_000, 0.5, 0.4)),
      candidate: by(rowsEach, arm(20_000, 0.53, 0.4)),
    });

  it("prove no harm that as many independent rows would", () => {
    expect(verdictOn(harmful(1), logLoss.id).state).toBe("FAIL");
    expect(verdictOn(harmful(100), logLoss.id).state).not.toBe("FAIL");
    expect(verdictOn(harmful(100), logLoss.id, "judge-3").state).toBe("FAIL");
  });

  it("prove the absence of none either", () => {
    const same = (rowsEach: number) =>
      withGuardrail(errors.id, {
        baseline: by(rowsEach, share(600, 60_000)),
        candidate: by(rowsEach, share(200, 20_000)),
      });
    expect(verdictOn(same(1), errors.id).state).toBe("PASS");
    expect(verdictOn(same(50), errors.id).state).toBe("INSUFFICIENT");
  });

  it("say how many subjects there are, what their rows are worth and how many rows are still needed", () => {
    const { n, candidateSubjects, candidateWorth, samplesNeeded, reason } = verdictOn(
      harmful(100),
      logLoss.id,
    );
    expect(n).toEqual({ baseline: 60_000, candidate: 20_000 });
    expect(candidateSubjects).toBe(200);
    expect(candidateWorth).toBeCloseTo(200, 6);
    expect(samplesNeeded).toBe(100 * (1000 - 200));
    expect(reason).toBe("80,000 more rows needed in the thinner arm.");
  });

  it("prove nothing at all where a sender names one subject in every row, to hide a harm or to pass", () => {
    const one = (mean: number) => {
      const rows = arm(20_000, mean, 0.4);
      const alone = { groups: 1, between: 0, within: rows.m2 };
      return {
        ...rows,
        bySubject: { rows: 20_000, subjects: 1, repeats: 20_000, values: alone, broken: alone },
      };
    };
    for (const candidate of [0.4, 0.5, 0.9]) {
      const { state, candidateWorth } = verdictOn(
        withGuardrail(logLoss.id, { baseline: one(0.5), candidate: one(candidate) }),
        logLoss.id,
      );
      expect([state, candidateWorth]).toEqual(["INSUFFICIENT", 1]);
    }
  });

  it("count once where they are not numbers", () => {
    const broken = (rowsEach: number) =>
      withGuardrail(logLoss.id, {
        candidate: {
          ...by(rowsEach, arm(20_000, 0.493, 0.4, { nonFinite: 80 })),
          bySubject: {
            ...repeated(arm(20_000, 0.493, 0.4), 1),
            broken: { groups: 64, between: 80 * rowsEach, within: 80 },
          },
        },
      });
    expect(verdictOn(broken(1), logLoss.id).reason).toContain("The candidate is broken");
    expect(verdictOn(broken(80), logLoss.id).state).toBe("PASS");
  });
});

describe("rows that name no subject", () => {
  it("are judged as before", () => {
    expect(judge(healthy, {}, undefined, "judge-4")).toEqual(judge(healthy, {}, undefined, "judge-3"));
  });
});

describe("the split of traffic", () => {
  const counts = { baseline: 150_000, candidate: 52_000, plannedCandidateShare: 0.25 };
  const split = (exposureCounts: typeof healthy.exposureCounts) =>
    stateOf({ ...healthy, exposureCounts }, "split");

  it("is that of subjects: a few busy ones are no broken split", () => {
    expect(split(counts)).toBe("FAIL");
    const units = { baseline: 15_010, candidate: 4990 };
    expect(split({ ...counts, units })).toBe("PASS");
    expect(split({ ...counts, units: { baseline: 15_010, candidate: 6000 } })).toBe("FAIL");
  });

  it("needs subjects enough", () => {
    const units = { baseline: 300, candidate: 100 };
    const { state, reason } = verdictOn({ ...healthy, exposureCounts: { ...counts, units } }, "split");
    expect([state, reason]).toEqual(["INSUFFICIENT", "900 more subjects needed in the thinner arm."]);
  });
});
