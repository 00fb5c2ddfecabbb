import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Plan } from "#lib/releases/plan.ts";
import {
  arm,
  healthy,
  judge,
  logLoss,
  stage,
  withGuardrail,
} from "#lib/testing/specimens/rollout-evidence.ts";
import type { LabelCount } from "./evidence.ts";

const of = (owed: number, labelled: number): LabelCount => ({ owed, labelled });
const whole = of(60_000, 60_000);

/** The newest answers are as whole as all, unless they are given. */
const labelsOf = (baseline: LabelCount, candidate: LabelCount, newest = { baseline, candidate }) => ({
  baseline,
  candidate,
  newest: { ...newest, seconds: 30 },
});
const labelled = (baseline: LabelCount, candidate: LabelCount, changes: Partial<Plan> = {}, by?: "judge-2") =>
  judge(withGuardrail("log-loss", { labels: labelsOf(baseline, candidate) }), changes, stage, by)
    .verdicts[0]!;

describe("quality passes on whole outcomes only", () => {
  it("where both arms have theirs", () => {
    expect(labelled(whole, of(20_000, 20_000))).toMatchObject({
      state: "PASS",
      baselineLabelled: 1,
      candidateLabelled: 1,
    });
  });

  it.each([
    ["baseline", of(60_000, 56_900), of(20_000, 20_000), 100, "94.8 %"],
    ["candidate", whole, of(20_000, 18_990), 10, "95 %"],
  ] as const)(
    "not where %s lacks more than the plan tolerates",
    (name, baseline, candidate, missing, share) => {
      const { state, reason, labelsNeeded } = labelled(baseline, candidate);
      expect(state).toBe("INCOMPLETE");
      expect(labelsNeeded).toBe(missing);
      expect(reason).toBe(
        `${share} of the ${name}'s answers have their outcome, 95 % are needed: ${missing} missing.`,
      );
    },
  );

  it("not where one arm loses outcomes and the other does not, though each has enough", () => {
    const { state, reason } = labelled(whole, of(20_000, 19_200));
    expect(state).toBe("INCOMPLETE");
    expect(reason).toBe(
      "Outcomes do not reach the arms alike: 100 % of the baseline's answers have one, 96 % of the candidate's.",
    );
    expect(labelled(of(60_000, 58_800), of(20_000, 19_600)).state).toBe("PASS");
  });

  it("not where outcomes come later than the plan says, though nearly all have come by now", () => {
    const late = { baseline: of(9000, 9000), candidate: of(3000, 2400) };
    const labels = labelsOf(whole, of(20_000, 20_000), late);
    const { state, reason, newestLabelled } = judge(withGuardrail("log-loss", { labels })).verdicts[0]!;
    expect(state).toBe("INCOMPLETE");
    expect(newestLabelled).toBe(0.8);
    expect(reason).toBe(
      "Outcomes come later than the plan says: 80 % of the candidate's answers of the last 30 s that are due have theirs, 95 % are needed.",
    );
  });

  it("by the share that the plan asks for", () => {
    const some = [of(60_000, 48_600), of(20_000, 16_200)] as const;
    expect(labelled(...some).state).toBe("INCOMPLETE");
    expect(labelled(...some, { minLabelledPercent: 80 }).state).toBe("PASS");
    expect(labelled(...some, { minLabelledPercent: 82 }).state).toBe("INCOMPLETE");
  });

  it("and a limit by the candidate's alone", () => {
    const limit = { ...logLoss, rule: { kind: "threshold", max: 0.6, failure: "immediate" } } as const;
    expect(labelled(of(60_000, 10), of(20_000, 20_000), { guardrails: [limit] }).state).toBe("PASS");
    expect(labelled(whole, of(20_000, 10), { guardrails: [limit] }).state).toBe("INCOMPLETE");
  });

  it("but proven harm fails without them", () => {
    const harmful = withGuardrail("log-loss", {
      candidate: arm(20_000, 0.6, 0.4),
      labels: labelsOf(whole, of(40_000, 20_000)),
    });
    expect(judge(harmful).decision).toMatchObject({ kind: "roll-back", guardrailId: "log-loss" });
  });

  it("and verdicts of the judge before stay as they were given", () => {
    const { state, candidateLabelled } = labelled(whole, of(20_000, 10), {}, "judge-2");
    expect({ state, candidateLabelled }).toEqual({ state: "PASS", candidateLabelled: undefined });
  });
});

it("says how bad the answers without an outcome would have to be to undo the verdict", () => {
  const alike = of(60_000, 59_880);
  const { state, tippingPoint, upper, margin } = labelled(alike, of(20_000, 19_960));
  expect(state).toBe("PASS");
  // 40 of 20,000 answers: each would have to carry 500 times what is left to the margin.
  expect(tippingPoint).toBeCloseTo(500 * (margin! - upper!), 9);
  const harmful = {
    candidate: arm(20_000, 0.6, 0.4),
    labels: labelsOf(alike, of(20_000, 19_960)),
  };
  const failed = judge(withGuardrail("log-loss", harmful)).verdicts[0]!;
  expect(failed.tippingPoint).toBeCloseTo(500 * (0.01 - failed.lower!), 9);
  expect(labelled(whole, of(20_000, 20_000)).tippingPoint).toBeUndefined();
});

it("never advances on any counts unless both arms reach the share, and throws on none", () => {
  const n = fc.integer({ min: 0, max: 100_000 });
  fc.assert(
    fc.property(n, n, n, n, (a, b, c, d) => {
      const { state } = labelled(of(a, b), of(c, d));
      if (state === "PASS") expect(b >= 0.95 * a && d >= 0.95 * c).toBe(true);
      expect(["PASS", "INCOMPLETE"]).toContain(state);
    }),
  );
});

it("leaves what is known with the answer alone", () => {
  expect(judge(healthy).decision.kind).toBe("advance");
  expect(judge(healthy).verdicts[1]!.candidateLabelled).toBeUndefined();
});
