import { describe, expect, it } from "vitest";
import type { Guardrail } from "#lib/releases/plan.ts";
import {
  arm,
  errors,
  healthy,
  judge,
  later,
  logLoss,
  plan,
  share,
  stage,
  stateOf,
  withGuardrail,
  without,
} from "#lib/testing/specimens/rollout-evidence.ts";
import type { GuardrailEvidence } from "./evidence.ts";
import { judgeStage } from "./judge.ts";

it("advances when every guardrail passes and the minimum time is over", () => {
  const { verdicts, decision } = judge(healthy);
  expect(verdicts.map(({ state }) => state)).toEqual(["PASS", "PASS", "PASS", "PASS"]);
  expect(decision).toEqual({ kind: "advance" });
});

describe("harm", () => {
  const harmful = withGuardrail("log-loss", { candidate: arm(20_000, 0.541, 0.4) });

  it("rolls back automatically, with a sentence that says by how much", () => {
    const { decision } = judge(harmful);
    expect(decision).toMatchObject({ kind: "roll-back", guardrailId: "log-loss" });
    expect(decision.kind === "roll-back" && decision.because).toMatch(
      /^Log-loss: Worse by 0\.0390, at least 0\.0\d+: more than the 0\.0100 that fails it\.$/,
    );
  });

  it("rolls back before the minimum time, and before it looks at the deadline", () => {
    const early = { ...harmful, stageEnteredAt: later(-5) };
    expect(judge(early).decision.kind).toBe("roll-back");
    const late = { ...harmful, stageEnteredAt: later(-7200) };
    expect(judge(late).decision.kind).toBe("roll-back");
  });

  it("fails on thin evidence only where an exact test says so", () => {
    expect(stateOf(withGuardrail("errors", { candidate: share(60, 300) }), "errors")).toBe("FAIL");
    const thin = (mean: number) => withGuardrail("log-loss", { candidate: arm(300, mean, 0.4) });
    expect(stateOf(thin(3), "log-loss")).toBe("FAIL");
    expect(stateOf(thin(0.6), "log-loss")).toBe("INSUFFICIENT");
  });

  it("fails even on stale evidence or NaN: harm stays proven", () => {
    const stale = arm(20_000, 0.541, 0.4, { latestAt: later(-400), nonFinite: 3 });
    expect(stateOf(withGuardrail("log-loss", { candidate: stale }), "log-loss")).toBe("FAIL");
  });

  it("rolls back rather than halts when both are due", () => {
    const both = {
      ...harmful,
      exposureCounts: { baseline: 60_050, candidate: 15_000, plannedCandidateShare: 0.25 },
    };
    expect(judge(both).decision).toMatchObject({ kind: "roll-back", guardrailId: "log-loss" });
    expect(judge({ ...both, byGuardrail: healthy.byGuardrail }).decision).toMatchObject({
      kind: "halt",
      guardrailId: "split",
    });
  });

  it("has the opposite sign for accuracy, where higher is better", () => {
    const accuracy: Guardrail = {
      ...logLoss,
      id: "accuracy",
      metric: "accuracy",
      rule: { kind: "sequential", rollbackMargin: 0.01, advanceMargin: 0.03 },
    };
    const at = (right: number) =>
      judgeStage({ ...plan, guardrails: [accuracy] }, stage, {
        ...healthy,
        byGuardrail: { accuracy: { baseline: share(16_000, 20_000), candidate: share(right, 20_000) } },
      });
    expect(at(15_000).decision.kind).toBe("roll-back");
    expect(at(15_000).verdicts[0]!.difference).toBeCloseTo(0.05, 12);
    expect(at(17_000).decision.kind).toBe("advance");
  });

  it("counts the events of a rare harm exactly where none more are allowed", () => {
    const rare: Guardrail = {
      ...errors,
      id: "rare",
      rule: { kind: "sequential", rollbackMargin: 0, advanceMargin: 0.01 },
    };
    const blocks = Array.from({ length: 12 }, () => ({
      baseline: { events: 0, n: 500 },
      candidate: { events: 4, n: 500 },
    }));
    const evidence = (more: Partial<GuardrailEvidence>) => ({
      ...healthy,
      byGuardrail: { rare: { baseline: share(0, 6000), candidate: share(8, 6000), ...more } },
    });
    const judged = (more: Partial<GuardrailEvidence>) =>
      judgeStage({ ...plan, guardrails: [rare] }, stage, evidence(more)).verdicts[0]!;
    expect(judged({}).state).not.toBe("FAIL");
    expect(judged({ blocks })).toMatchObject({
      state: "FAIL",
      reason: expect.stringContaining("exact test"),
    });
  });
});

describe("time", () => {
  it.each([3600, -3600])("a clock %i seconds off holds", (seconds) => {
    const { decision } = judge(
      { ...healthy, asOf: later(seconds) },
      {},
      { ...stage, deadlineSeconds: 86_400 },
    );
    expect(decision.kind).toBe("hold");
  });
  it("unreadable times hold", () => {
    expect(judge({ ...healthy, asOf: "yesterday" }).decision.kind).toBe("hold");
    expect(judge({ ...healthy, stageEnteredAt: "" }).decision.kind).toBe("hold");
    expect(judge({ ...healthy, watermark: "soon" }).decision.kind).toBe("hold");
  });
  it("the minimum time holds even when all pass", () => {
    const { decision } = judge({ ...healthy, stageEnteredAt: later(-20) });
    expect(decision).toEqual({ kind: "hold", because: ["40 s of the minimum time left."] });
  });
  it("runs the declared action past the deadline, unless all pass", () => {
    const late = { ...without("log-loss"), stageEnteredAt: later(-3600) };
    expect(judge(late).decision).toMatchObject({ kind: "halt", guardrailId: null });
    expect(judge(late, {}, { ...stage, onDeadline: "roll-back" }).decision.kind).toBe("roll-back");
    expect(judge({ ...healthy, stageEnteredAt: later(-3600) }).decision.kind).toBe("advance");
  });
});

describe("errors of a source", () => {
  const failing = (consecutiveErrors: number) =>
    withGuardrail("latency", { error: "timeout", consecutiveErrors });
  it("hold up to their limit, then halt, and never roll back", () => {
    expect(judge(failing(3)).decision.kind).toBe("hold");
    expect(judge(failing(4)).decision).toMatchObject({ kind: "halt", guardrailId: "latency" });
  });
});

it("a tighter margin of a later stage is used there", () => {
  const tight = { ...stage, advanceMargins: { "log-loss": 0.001 } };
  expect(judge(healthy, {}, tight).verdicts[0]).toMatchObject({ state: "INCONCLUSIVE", margin: 0.001 });
  expect(judge(healthy, {}, tight).decision.kind).toBe("hold");
});

it("an undecided guardrail says how many rows are missing, and decides once it has them", () => {
  const thin = withGuardrail("log-loss", {
    baseline: arm(2000, 0.502, 0.4),
    candidate: arm(2000, 0.493, 0.4),
  });
  const verdict = judge(thin).verdicts[0]!;
  expect(verdict.state).toBe("INCONCLUSIVE");
  const n = 2000 + verdict.samplesNeeded!;
  const enough = withGuardrail("log-loss", { baseline: arm(n, 0.502, 0.4), candidate: arm(n, 0.493, 0.4) });
  expect(stateOf(enough, "log-loss")).toBe("PASS");
  const almost = withGuardrail("log-loss", {
    baseline: arm(n - 20, 0.502, 0.4),
    candidate: arm(n - 20, 0.493, 0.4),
  });
  expect(stateOf(almost, "log-loss")).toBe("INCONCLUSIVE");
});
