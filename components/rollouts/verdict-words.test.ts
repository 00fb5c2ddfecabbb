import { describe, expect, it } from "vitest";
import { catalogued } from "#lib/metrics/catalogue.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";
import { differenceText, verdictText } from "./verdict-words.ts";

const logLoss = {
  metric: catalogued("log-loss"),
  rule: { kind: "sequential", rollbackMargin: 0.005, advanceMargin: 0.05 },
} as const;
const latency = {
  metric: catalogued("latency-ms"),
  rule: { kind: "threshold", max: 2000, failure: "immediate" },
} as const;
const verdict = (change: Partial<GuardrailVerdict>): GuardrailVerdict => ({
  guardrailId: "g",
  state: "FAIL",
  reason: "As the judge put it.",
  n: { baseline: 900, candidate: 300 },
  ...change,
});

describe("why a verdict came out as it did", () => {
  it("is said from its numbers, with unit and limit", () => {
    expect(verdictText(logLoss, verdict({ difference: 0.0771, lower: 0.0221 }), "v2")).toBe(
      "Worse by 0.077 (at least 0.022); limit 0.005.",
    );
    const open = { state: "INCONCLUSIVE", difference: -0.0093 } as const;
    expect(verdictText(logLoss, verdict({ ...open, samplesNeeded: 1400 }), "v2")).toBe(
      "Better by 0.0093 so far; about 1,400 more outcomes needed on v2.",
    );
    expect(verdictText(logLoss, verdict(open), "v2")).toBe(
      "Better by 0.0093 so far, too close to the margins to decide.",
    );
    expect(verdictText(latency, verdict({ candidateMean: 2100 }), "v2")).toBe("2,100.0 ms; limit 2,000 ms.");
    expect(verdictText(latency, verdict({ state: "INCONCLUSIVE", candidateMean: 2100 }), "v2")).toBe(
      "2,100.0 ms so far; limit 2,000 ms; too few answers to decide.",
    );
  });

  it.each<[string, Partial<GuardrailVerdict>]>([
    ["nothing was measured", { state: "NO_DATA" }],
    ["the evidence is stale", { state: "STALE", difference: 0.1, lower: 0.05 }],
    ["the exact test of rare events failed it", { difference: 0.001, lower: -0.002 }],
  ])("is the judge's own reason where %s", (_, change) =>
    expect(verdictText(logLoss, verdict(change), "v2")).toBe("As the judge put it."),
  );
});

describe("a difference", () => {
  const harm = verdict({ difference: 0.02, lower: 0.01, upper: 0.04 });
  it("is read in the metric's own direction", () => {
    expect(differenceText(catalogued("log-loss"), harm)).toEqual({
      difference: "+0.0200",
      interval: "[+0.0100, +0.0400]",
    });
    expect(differenceText(catalogued("accuracy"), harm)).toEqual({
      difference: "−2.00 pp",
      interval: "[−4.00 pp, −1.00 pp]",
    });
  });

  it("is left out where there is none, and a p stands for itself", () => {
    expect(differenceText(catalogued("brier"), verdict({}))).toEqual({ difference: null, interval: null });
    expect(differenceText(undefined, harm)).toEqual({ difference: null, interval: null });
    expect(differenceText(undefined, verdict({ p: 0.0001 })).difference).toBe("p < 0.001");
  });
});
