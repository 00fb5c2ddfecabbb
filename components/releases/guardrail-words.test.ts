import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATALOGUE } from "#lib/metrics/catalogue.ts";
import type { Guardrail, GuardrailRule, Plan } from "#lib/releases/plan.ts";
import { metricOf } from "#lib/releases/plan-metrics.ts";
import { binOf } from "#lib/stats/exponential-histogram.ts";
import { callCost, conversion } from "#lib/testing/specimens/metrics.ts";
import {
  arm,
  latency,
  logLoss,
  share,
  stateOf,
  withGuardrail,
} from "#lib/testing/specimens/rollout-evidence.ts";
import { guardrailSentence, ruleText } from "./guardrail-words.ts";

const declaring: Pick<Plan, "metrics"> = { metrics: [callCost, conversion] };
const ids = [...CATALOGUE, callCost, conversion].map(({ id }) => id);

/** Both arms over so many rows that the spread decides nothing. */
function judged(metric: string, rule: GuardrailRule, means: { baseline: number; candidate: number }) {
  const guardrail: Guardrail = { ...logLoss, id: "watched", metric, rule };
  const rows = 200_000;
  const of = (mean: number) =>
    metricOf(declaring, metric)!.kind === "share"
      ? share(Math.round(mean * rows), rows)
      : arm(rows, mean, 0.01);
  const all = (value: number) => ({ bins: [binOf(value)], counts: [rows] });
  const evidence = withGuardrail("watched", {
    baseline: of(means.baseline),
    candidate: of(means.candidate),
    histograms: { baseline: all(means.baseline), candidate: all(means.candidate) },
  });
  const state = stateOf(evidence, "watched", { ...declaring, guardrails: [guardrail] });
  return { state, sentence: guardrailSentence(declaring, guardrail) };
}

const level = fc.integer({ min: 10, max: 90 }).map((percent) => percent / 100);

describe("the sentence that is signed names the direction in which the judge fails", () => {
  it("over a limit", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), level, level, (metric, max, candidate) => {
        fc.pre(Math.abs(Math.log(max / candidate)) > 0.03);
        const rule = { kind: "threshold", max, failure: "immediate" } as const;
        const { state, sentence } = judged(metric, rule, { baseline: max, candidate });
        const side = candidate > max ? "exceeds" : "falls below";
        expect(state, sentence).toBe(sentence.includes(side) ? "FAIL" : "PASS");
      }),
    );
  });

  it("against the baseline", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), level, level, (metric, baseline, candidate) => {
        fc.pre(Math.abs(baseline - candidate) > 0.1);
        const rule = { kind: "sequential", rollbackMargin: 0.01, advanceMargin: 0.02 } as const;
        const { state, sentence } = judged(metric, rule, { baseline, candidate });
        const side = candidate > baseline ? "worse (higher)" : "worse (lower)";
        expect(state, sentence).toBe(sentence.includes(side) ? "FAIL" : "PASS");
      }),
    );
  });
});

describe("guardrailSentence", () => {
  const at = (metric: string, rule: GuardrailRule, change: Partial<Guardrail> = {}) =>
    guardrailSentence(declaring, { ...logLoss, title: "Watched", metric, rule, ...change });
  const limit = (max: number, failure: Extract<GuardrailRule, { kind: "threshold" }>["failure"]) =>
    ({ kind: "threshold", max, failure }) as const;

  it("says what fails, by how much and in what unit", () => {
    expect(at("accuracy", limit(0.8, "immediate"))).toBe(
      "Watched: rolls back as soon as accuracy falls below 80 %.",
    );
    expect(at("latency-ms", limit(2000, { consecutive: 10 }), { onFail: "halt" })).toBe(
      "Watched: halts when latency exceeds 2,000 ms in 10 windows in a row.",
    );
    expect(at("call-cost", limit(0.05, { k: 3, of: 5 }))).toBe(
      "Watched: rolls back when Cost per call exceeds 0.05 EUR in 3 of 5 windows.",
    );
    expect(at("log-loss", { kind: "sequential", rollbackMargin: 0.005, advanceMargin: 0.05 })).toBe(
      "Watched: rolls back when log-loss is proven worse (higher) by more than 0.005; advances once it is proven less than 0.05 worse.",
    );
    const relative = { kind: "sequential", rollbackMargin: 5, advanceMargin: 25, relative: true } as const;
    expect(at("latency-p95", relative)).toBe(
      "Watched: rolls back when latency p95 is proven worse (higher) by more than 5 %; advances once it is proven less than 25 % worse.",
    );
    expect(at("error-rate", { kind: "sequential", rollbackMargin: 0, advanceMargin: 0 })).toBe(
      "Watched: rolls back when the error rate is proven worse (higher) by any amount; advances once it is proven better.",
    );
  });

  it("says nothing of better or worse for a metric that nothing defines", () => {
    const sentence = at("profit", limit(1, "immediate"));
    expect(sentence).toBe("Watched: watches profit, which the plan does not define.");
  });

  it("says what a split other than planned does", () => {
    const { metric: _, ...split } = logLoss;
    expect(guardrailSentence({}, { ...split, rule: { kind: "sample-ratio" } })).toBe(
      "Log-loss: rolls back when traffic is not split as planned.",
    );
  });
});

it("a table's rule has the same direction, with the margin of the stage", () => {
  expect(ruleText({}, logLoss)).toBe("advance at < 0.02 worse, roll back at > 0.01");
  expect(ruleText({}, logLoss, 0.06)).toBe("advance at < 0.06 worse, roll back at > 0.01");
  expect(ruleText({}, latency)).toBe("halt at > 50 ms");
  const rule = { kind: "threshold", max: 0.8, failure: { consecutive: 3 } } as const;
  expect(ruleText({}, { ...logLoss, metric: "accuracy", rule })).toBe(
    "roll back at < 80 %, 3 windows in a row",
  );
});
