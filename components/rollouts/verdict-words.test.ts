import { describe, expect, it } from "vitest";
import { catalogued } from "#lib/metrics/catalogue.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";
import { plan } from "#lib/testing/specimens/rollout-evidence.ts";
import { guardrailText, verdictChange, verdictText } from "./verdict-words.ts";

const logLoss = {
  metric: catalogued("log-loss"),
  rowsMin: 1000,
  rule: { kind: "sequential", rollbackMargin: 0.005, advanceMargin: 0.05 },
} as const;
const latency = {
  metric: catalogued("latency-ms"),
  rowsMin: 1000,
  rule: { kind: "threshold", max: 2000, failure: "immediate" },
} as const;
const arms = { baseline: "v1", candidate: "v2" };
const verdict = (change: Partial<GuardrailVerdict>): GuardrailVerdict => ({
  guardrailId: "g",
  state: "FAIL",
  reason: "As the judge put it.",
  n: { baseline: 900, candidate: 300 },
  ...change,
});

describe("why a verdict came out as it did", () => {
  it("is said from its numbers, with unit and limit", () => {
    expect(verdictText(logLoss, verdict({ difference: 0.0771, lower: 0.0221 }), arms)).toBe(
      "Worse by 0.077 (at least 0.022); limit 0.005.",
    );
    const open = { state: "INCONCLUSIVE", difference: -0.0093 } as const;
    expect(verdictText(logLoss, verdict({ ...open, samplesNeeded: 1400 }), arms)).toBe(
      "Better by 0.0093 so far; about 1,400 more outcomes needed on v2.",
    );
    expect(verdictText(logLoss, verdict(open), arms)).toBe(
      "Better by 0.0093 so far, too close to the margins to decide.",
    );
    expect(verdictText(latency, verdict({ candidateMean: 2100 }), arms)).toBe("2,100.0 ms; limit 2,000 ms.");
    expect(verdictText(latency, verdict({ state: "INCONCLUSIVE", candidateMean: 2100 }), arms)).toBe(
      "2,100.0 ms so far; limit 2,000 ms; too few answers to decide.",
    );
  });

  it("is said in per cent of the baseline's where the margins are", () => {
    const metric = catalogued("latency-p95");
    const rule = { kind: "sequential", rollbackMargin: 5, advanceMargin: 25 } as const;
    const worse = verdict({ difference: 31.42, lower: 12.6 });
    expect(verdictText({ metric, rowsMin: 1000, rule: { ...rule, relative: true } }, worse, arms)).toBe(
      "Worse by 31 % (at least 13 %); limit 5 %.",
    );
    expect(verdictText({ metric, rowsMin: 1000, rule }, worse, arms)).toBe(
      "Worse by 31 ms (at least 13 ms); limit 5 ms.",
    );
  });

  it.each<[string, Partial<GuardrailVerdict>]>([
    ["nothing was measured", { state: "NO_DATA" }],
    ["the evidence is stale", { state: "STALE", difference: 0.1, lower: 0.05 }],
    ["the exact test of rare events failed it", { difference: 0.001, lower: -0.002 }],
  ])("is the judge's own reason where %s", (_, change) =>
    expect(verdictText(logLoss, verdict(change), arms)).toBe("As the judge put it."),
  );
});

describe("evidence that is missing or thin", () => {
  const none = (n: { baseline: number; candidate: number }) => verdict({ state: "NO_DATA", n });
  const few = (n: { baseline: number; candidate: number }, samplesNeeded?: number) =>
    verdict({ state: "INSUFFICIENT", n, ...(samplesNeeded === undefined ? {} : { samplesNeeded }) });

  it.each([
    [{ baseline: 0, candidate: 0 }, "No outcomes yet."],
    [{ baseline: 0, candidate: 9 }, "No outcomes from v1 yet."],
    [{ baseline: 9, candidate: 0 }, "No outcomes from v2 yet."],
  ])("names the arm that is missing of %j", (n, text) =>
    expect(verdictText(logLoss, none(n), arms)).toBe(text),
  );

  it("asks for the baseline only where the rule compares", () => {
    expect(verdictText(latency, none({ baseline: 0, candidate: 0 }), arms)).toBe("No answers from v2 yet.");
  });

  it.each([
    [{ baseline: 900, candidate: 590 }, 410, "410 more outcomes needed on v2."],
    [{ baseline: 590, candidate: 900 }, 410, "410 more outcomes needed on v1."],
  ])("counts what the thinner arm of %j needs", (n, needed, text) =>
    expect(verdictText(logLoss, few(n, needed), arms)).toBe(text),
  );

  it("counts the candidate alone against a limit", () => {
    const n = { baseline: 1, candidate: 900 };
    expect(verdictText(latency, few(n, 100), arms)).toBe("100 more answers needed on v2.");
  });

  it("is the judge's own reason where values were no numbers, however many rows would decide", () => {
    const enough = { baseline: 5000, candidate: 5000 };
    expect(verdictText(logLoss, few(enough), arms)).toBe("As the judge put it.");
    expect(verdictText(logLoss, few(enough, 1400), arms)).toBe("As the judge put it.");
  });

  it("names the thinner arm of an undecided comparison", () => {
    const open = { state: "INCONCLUSIVE", difference: 0.01, samplesNeeded: 50 } as const;
    const n = { baseline: 100, candidate: 900 };
    expect(verdictText(logLoss, verdict({ ...open, n }), arms)).toBe(
      "Worse by 0.01 so far; about 50 more outcomes needed on v1.",
    );
  });
});

describe("a guardrail's sentence", () => {
  const stage = { minSamplesPerArm: 2000 };
  const guardrail = plan.guardrails[0]!;

  it("names it, by the larger minimum of guardrail and stage", () => {
    const thin = verdict({
      state: "INSUFFICIENT",
      n: { baseline: 1900, candidate: 1500 },
      samplesNeeded: 500,
    });
    expect(guardrailText({ plan, stage }, guardrail, thin, arms)).toBe(
      "Log-loss: 500 more outcomes needed on v2.",
    );
  });

  it("is the judge's where no metric is watched", () => {
    expect(guardrailText({ plan, stage }, plan.guardrails[3]!, verdict({}), arms)).toBe(
      "Sample ratio: As the judge put it.",
    );
  });
});

describe("the change of a verdict", () => {
  const harm = verdict({ difference: 0.02, lower: 0.01, upper: 0.04 });

  it("has + for better in every metric, and the margins of its stage", () => {
    for (const id of ["log-loss", "accuracy"] as const) {
      const change = verdictChange(catalogued(id), logLoss.rule, undefined, harm);
      expect(change.gain, id).toEqual({ by: -0.02, low: -0.04, high: -0.01 });
      expect(change.margins, id).toEqual({ fails: 0.005, passes: 0.05 });
      expect(change.look.word, id).toBe("Worse");
    }
    expect(verdictChange(logLoss.metric, logLoss.rule, 0.1, harm).margins.passes).toBe(0.1);
  });

  it("of a limit is the difference of the levels", () => {
    const levels = verdict({ baselineMean: 1500, candidateMean: 1400 });
    expect(verdictChange(latency.metric, latency.rule, undefined, levels)).toMatchObject({
      words: "Better by 100.0 ms",
      margins: { fails: 500, passes: null },
    });
    const least = { kind: "threshold", max: 0.8, failure: "immediate" } as const;
    const accuracy = verdict({ baselineMean: 0.9, candidateMean: 0.85 });
    const change = verdictChange(catalogued("accuracy"), least, undefined, accuracy);
    expect(change.words).toBe("Worse by 5.00 pp");
    expect(change.margins.fails).toBeCloseTo(0.1, 12);
  });

  it("is left out where there is none", () => {
    expect(verdictChange(logLoss.metric, logLoss.rule, undefined, verdict({})).gain).toBeNull();
    expect(
      verdictChange(latency.metric, latency.rule, undefined, verdict({ candidateMean: 1 })).gain,
    ).toBeNull();
  });
});
