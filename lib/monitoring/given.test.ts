import { describe, expect, it } from "vitest";
import { fitted, type Given, isSameTruth, isUsable, type Told, type Truth } from "./given.ts";

const answer = (given: Given | null, score: number | null = null) => ({ score, given });
const truth = (told: Told | null, label: 0 | 1 | null = null): Truth => ({ label, told });

describe("an answer and its truth", () => {
  it.each([
    ["a score with a label", answer(null, 0.3), truth(null, 1), { binary: [0.3, 1] }],
    [
      "scores with a class",
      answer({ scores: { cat: 1 } }),
      truth({ label: "dog" }),
      { "multi-class": [{ cat: 1 }, "dog"] },
    ],
    [
      "a value with a value",
      answer({ value: 3 }),
      truth({ value: -1 }),
      { regression: [{ value: 3, quantiles: {} }, -1] },
    ],
    [
      "a ranking with grades",
      answer({ ranking: ["a"] }),
      truth({ relevance: { a: 2 } }),
      { ranking: [["a"], { a: 2 }] },
    ],
  ] as const)("fit: %s", (_, given, told, judged) => {
    expect(isUsable(given)).toBe(true);
    expect(fitted(given, told, null)).toEqual({ tasks: Object.keys(judged), judged });
  });

  it.each([
    ["a class for a score", answer(null, 0.3), truth({ label: "1" }), ["binary", "multi-class"]],
    ["a label for scores", answer({ scores: { cat: 1 } }), truth(null, 1), ["multi-class", "binary"]],
    ["a score for a forecast's value", answer(null, 0.3), truth({ value: 0.3 }), ["binary", "regression"]],
    ["no usable answer at all", answer(null), truth({ relevance: {} }), ["binary", "ranking"]],
  ] as const)("do not fit, and count as no number in both tasks: %s", (_, given, told, tasks) => {
    expect(fitted(given, told, null)).toEqual({ tasks, judged: {} });
  });

  it.each([
    ["no scores", { scores: null }, { label: "cat" }],
    ["no class", { scores: {} }, { label: "cat" }],
    ["nothing for any class", { scores: { cat: 0 } }, { label: "cat" }],
    ["a score that is no probability", { scores: { cat: 1.2 } }, { label: "cat" }],
    ["a score that is no number", { scores: { cat: 0.5, dog: null } }, { label: "cat" }],
    ["certainty of every class", { scores: { cat: 1, dog: 1 } }, { label: "cat" }],
    ["no value", { value: null }, { value: 1 }],
    ["a value beyond what is held", { value: 1e13 }, { value: 1 }],
    ["no ranking", { ranking: null }, { relevance: { a: 1 } }],
    ["an id ranked twice, for twice the gain", { ranking: ["a", "a"] }, { relevance: { a: 1 } }],
  ])("are no number where the answer is unusable: %s", (_, given, told) => {
    expect(isUsable(answer(given))).toBe(false);
    const { tasks, judged } = fitted(answer(given), truth(told), null);
    expect(tasks).toHaveLength(1);
    expect(judged).toEqual({});
  });
});

it("outcomes say the same whatever the order of their keys", () => {
  expect(isSameTruth(truth({ relevance: { a: 1, b: 2 } }), truth({ relevance: { b: 2, a: 1 } }))).toBe(true);
  expect(isSameTruth(truth({ relevance: { a: 1 } }), truth({ relevance: { a: 2 } }))).toBe(false);
  expect(isSameTruth(truth({ label: "1" }), truth(null, 1))).toBe(false);
  expect(isSameTruth(truth(null, 1), truth(null, 1))).toBe(true);
});
