import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationText, parseDuration } from "./duration-text.ts";
import { draftProblems, guardrailSentence, type ReleaseDraft } from "./release-draft.ts";

const stage = (trafficPercent: number): ReleaseDraft["stages"][number] => ({
  id: `s${trafficPercent}`,
  name: `${trafficPercent} %`,
  kind: trafficPercent === 100 ? "full" : "canary",
  trafficPercent,
  minSeconds: 60,
  minSamplesPerArm: 10,
  deadlineSeconds: 600,
  onDeadline: "halt",
});

const whole: ReleaseDraft = {
  templateId: "t",
  model: "flight-delay",
  version: 2,
  pointer: "production",
  changeClass: "normal",
  summary: "Retrained.",
  benefit: "Fewer misses.",
  risk: "Late gates.",
  wayBack: "By itself.",
  substantialModification: false,
  substantialBecause: "",
  stages: [stage(5), stage(25), stage(100)],
  guardrails: [
    {
      id: "log-loss",
      metric: "log-loss",
      rule: { kind: "sequential", rollbackMargin: 0.01, advanceMargin: 0.02 },
      minSamplesPerArm: 1000,
      maxStalenessSeconds: 600,
      onFail: "roll-back",
    },
  ],
};

describe("draftProblems", () => {
  it("finds nothing in a whole draft", () => expect(draftProblems(whole)).toEqual({}));

  it.each([
    ["summary", { summary: "  " }],
    ["benefit", { benefit: "" }],
    ["risk", { risk: "" }],
    ["wayBack", { wayBack: "" }],
    ["substantialBecause", { substantialModification: true }],
    ["stages", { stages: [stage(25), stage(5), stage(100)] }],
    ["stages", { stages: [stage(5), stage(25)] }],
    ["stages", { stages: [] }],
    ["guardrails", { guardrails: [] }],
  ] as const)("names %s", (field, change) => {
    expect(Object.keys(draftProblems({ ...whole, ...change }))).toEqual([field]);
  });
});

describe("guardrailSentence", () => {
  it("says which way is worse", () => {
    const guardrail = whole.guardrails[0]!;
    expect(guardrailSentence(guardrail)).toContain("certainly higher by more than 0.01");
    expect(guardrailSentence({ ...guardrail, metric: "accuracy" })).toContain(
      "certainly lower by more than 0.01",
    );
  });

  it("says how often a threshold may be crossed", () => {
    const threshold = (failure: "immediate" | { consecutive: number } | { k: number; of: number }) =>
      guardrailSentence({
        ...whole.guardrails[0]!,
        metric: "error-rate",
        rule: { kind: "threshold", max: 0.005, failure },
      });
    expect(threshold("immediate")).toBe(
      "Error rate: goes back by itself when it is above 0.005, the first time.",
    );
    expect(threshold({ consecutive: 3 })).toContain("3 times in a row");
    expect(threshold({ k: 3, of: 5 })).toContain("3 times out of 5");
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
  ])("%s is %s s", (text, seconds) => expect(parseDuration(text)).toBe(seconds));

  it("whole minutes and hours read back as they were written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 47 }), fc.constantFrom(60, 3600), (count, unit) => {
        expect(parseDuration(durationText(count * unit))).toBe(count * unit);
      }),
    );
  });
});
