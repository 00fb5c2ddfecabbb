import { describe, expect, it } from "vitest";
import { digestOfBatch } from "#lib/monitoring/rows/ingest-batch.ts";
import { outcomeBatch, predictionBatch } from "./batch.ts";

const at = "2026-11-24T09:00:00.000Z";
const exposureId = "0197a1c0-0000-7000-8000-000000000001";
const facts = { predictionId: "p", exposureId, arm: "candidate", at, latencyMs: 12, failed: false };
const predictions = (answer: object) =>
  predictionBatch.safeParse({ batchId: "b", predictions: [{ ...facts, ...answer }] });
const outcomes = (truth: object) =>
  outcomeBatch.safeParse({ batchId: "b", outcomes: [{ predictionId: "p", at, ...truth }] });
const faultOf = ({ error }: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) =>
  error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join();

describe("an answer", () => {
  it.each([
    [{ score: 0.2 }],
    [{ score: null }],
    [{ scores: { cat: 0.2, dog: 0.8 } }],
    [{ scores: null }],
    [{ value: -12.5 }],
    [{ value: "NaN", quantiles: { "0.1": 3, "0.95": null } }],
    [{ ranking: ["a", "b"] }],
    [{ ranking: null }],
    [{ score: 0.2, measures: { revenue: 12.5, "cost-per-call": null } }],
    [{ failed: true }],
    [{ failed: true, score: null }],
  ])("may be %j", (answer) => expect(faultOf(predictions(answer))).toBeUndefined());

  it.each([
    [{}, "predictions.0.score: is missing: give one of score, scores, value, ranking"],
    [{ score: 0.2, value: 3 }, "predictions.0.value: must not stand beside score"],
    [{ failed: true, scores: null, ranking: [] }, "predictions.0.ranking: must not stand beside scores"],
    [{ score: 0.2, quantiles: { "0.1": 1 } }, "predictions.0.quantiles: must stand beside value"],
    [{ value: 1, quantiles: { "0.10": 1 } }, "predictions.0.quantiles.0.10: "],
    [{ value: 1, quantiles: { "1": 1 } }, "predictions.0.quantiles.1: "],
    [{ scores: named(101) }, "predictions.0.scores: must have at most 100 entries"],
    [{ ranking: Object.keys(named(101)) }, "predictions.0.ranking: must have at most 100 ids"],
    [{ score: 0.2, measures: { Revenue: 1 } }, "predictions.0.measures.Revenue: "],
    [{ score: 0.2, measures: named(21) }, "predictions.0.measures: must have at most 20 entries"],
    [{ scores: { "": 1 } }, "predictions.0.scores."],
    [{ scores: { cat: "high" } }, "predictions.0.scores.cat: "],
  ])("may not be %j", (answer, fault) => expect(faultOf(predictions(answer))).toContain(fault));
});

describe("an outcome", () => {
  it.each([
    [{ label: 0 }],
    [{ label: "cat" }],
    [{ value: -3 }],
    [{ relevance: { a: 3, b: 0 } }],
    [{ relevance: {} }],
  ])("may be %j", (truth) => expect(faultOf(outcomes(truth))).toBeUndefined());

  it.each([
    [{}, "outcomes.0.label: is missing: give one of label, value, relevance, measures"],
    [{ label: 2 }, "outcomes.0.label: "],
    [{ label: "" }, "outcomes.0.label: "],
    [{ label: 1, value: 3 }, "outcomes.0.value: must not stand beside label"],
    [{ value: 1e13 }, "outcomes.0.value: "],
    [{ value: null }, "outcomes.0.value: "],
    [{ relevance: { a: -1 } }, "outcomes.0.relevance.a: "],
    [{ relevance: { a: 11 } }, "outcomes.0.relevance.a: "],
    [{ relevance: named(1001) }, "outcomes.0.relevance: must have at most 1000 entries"],
  ])("may not be %j", (truth, fault) => expect(faultOf(outcomes(truth))).toContain(fault));
});

it("a batch from before other tasks has the digest it had, and an order of keys changes none", () => {
  const old = predictions({ score: 0.25, subject: "ada", slices: { b: "x", a: "y" } });
  expect(digestOfBatch(old.data)).toBe(
    "sha256:2673d5437f83837b9b2fbbe4110e59501e1484ab03ff76aaea103e9f511fc923",
  );
  expect(digestOfBatch(outcomes({ label: 1 }).data)).toBe(
    "sha256:ebc0ba762c7cb74aa31ad71de72b055cc20067abe1009bc29bed0d56e339595d",
  );
  const orders = [
    { cat: 0.1, dog: 0.2 },
    { dog: 0.2, cat: 0.1 },
  ].map((scores) => digestOfBatch(predictions({ scores }).data));
  expect(orders[0]).toBe(orders[1]);
});

function named(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, each) => [`n${each}`, 0]));
}
