import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration } from "#components/releases/duration-text.ts";
import { exactSpanText } from "#components/ui/format-time.ts";
import type { Guardrail, Stage } from "#lib/releases/plan.ts";
import { draftProblems, type ReleaseDraft } from "./release-draft.ts";

const stage = (trafficPercent: number): Stage => ({
  id: `s${trafficPercent}`,
  name: `${trafficPercent} %`,
  kind: trafficPercent === 100 ? "full" : "canary",
  trafficPercent,
  minSeconds: 60,
  minSamplesPerArm: 10,
  deadlineSeconds: 600,
  onDeadline: "halt",
});

const logLoss: Guardrail = {
  id: "log-loss",
  title: "Log-loss",
  metric: "log-loss",
  rule: { kind: "sequential", rollbackMargin: 0.01, advanceMargin: 0.02 },
  minSamplesPerArm: 1000,
  maxStalenessSeconds: 600,
  onFail: "roll-back",
};

const whole: ReleaseDraft = {
  model: "flight-delay",
  version: 2,
  pointer: "production",
  case: {
    what: "Retrained.",
    why: "Winter.",
    benefit: "Fewer misses.",
    risk: "Late gates.",
    wayBack: "By itself.",
    acceptance: ["log-loss no worse"],
    rollback: ["log-loss worse"],
    substantialModification: { is: false, because: "Same purpose." },
  },
  plan: {
    guardrails: [logLoss],
    stages: [stage(5), stage(25), stage(100)],
    alpha: 0.05,
    plannedSamples: 20_000,
    maturitySeconds: 4,
    cohortSeconds: 1,
    holdoutPercent: 10,
    consecutiveErrorsMax: 5,
  },
};

describe("draftProblems", () => {
  it("finds nothing in a whole draft", () => expect(draftProblems(whole)).toEqual({}));

  it.each([
    ["case.what", { case: { ...whole.case, what: "  " } }],
    ["case.acceptance", { case: { ...whole.case, acceptance: [] } }],
    ["case.rollback", { case: { ...whole.case, rollback: ["fine", "x".repeat(400)] } }],
    [
      "case.substantialModification.because",
      { case: { ...whole.case, substantialModification: { is: true, because: "" } } },
    ],
    ["plan.stages", { plan: { ...whole.plan, stages: [stage(25), stage(5), stage(100)] } }],
    ["plan.stages", { plan: { ...whole.plan, stages: [stage(5), stage(25)] } }],
    ["plan.guardrails", { plan: { ...whole.plan, guardrails: [] } }],
  ] as const)("names %s, in a sentence", (field, change) => {
    const problems = draftProblems({ ...whole, ...change } as ReleaseDraft);
    expect(Object.keys(problems)).toEqual([field]);
    expect(problems[field]).toMatch(/^[A-Z0-9].*\.$/);
  });
});

describe("durations", () => {
  it.each([
    ["90 s", 90],
    ["15 min", 900],
    ["2h", 7200],
    ["1.5 h", 5400],
    ["3 days", 259_200],
    ["45", 45],
    ["soon", null],
    ["-5 min", null],
    ["400 d", null],
    ["1 h 30 min", 5400],
    ["1h 5 s", 3605],
    ["1 h 30", null],
    ["1 h soon", null],
  ])("%s is %s s", (text, seconds) => expect(parseDuration(text)).toBe(seconds));

  it("read back as they were written, to the second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 366 * 86_400 }), (seconds) => {
        expect(parseDuration(exactSpanText(1000 * seconds))).toBe(seconds);
      }),
    );
  });
});
