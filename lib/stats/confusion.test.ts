import { describe, expect, it } from "vitest";
import { near, statisticsCases, vectorFile } from "#lib/testing/specimens/vectors.ts";
import { type Confusion, confusionOf, f1Of, precisionOf, recallOf } from "./confusion.ts";

type Scores = { y: number[]; p: number[]; threshold: number };
type Expected = { precision: number; recall: number; f1: number; accuracy: number };
type Two = { c1: number; n1: number; c2: number; n2: number };

const rankings = vectorFile<{ cases: never[] }>("stats/calibration-ranking.json");
const proportions = vectorFile<{ cases: never[] }>("stats/proportions.json");

describe("precision, recall and F1", () => {
  for (const { id, args, expected } of statisticsCases<Scores, Expected>(rankings, "binaryScores"))
    it(`agree with the outside case ${id}`, () => {
      const confusion = confusionOf({ labels: args.y, scores: args.p }, args.threshold);
      for (const [of, value] of [
        [precisionOf, expected.precision],
        [recallOf, expected.recall],
        [f1Of, expected.f1],
      ] as const) {
        const found = of(confusion);
        if (found.status !== "ok") throw new Error(found.status);
        expect(near(found.value, value), `${found.value} is not ${value}`).toBe(true);
        expect(found.lower).toBeLessThan(found.value);
        expect(found.upper).toBeGreaterThan(found.value);
      }
      const { truePositives, trueNegatives } = confusion;
      expect(near((truePositives + trueNegatives) / args.y.length, expected.accuracy)).toBe(true);
    });

  for (const { id, args, expected } of statisticsCases<Two, { wilson1: [number, number] } | null>(
    proportions,
    "twoProportions",
  ))
    if (expected !== null)
      it(`have Wilson's interval, as the outside case ${id}`, () => {
        const counts = {
          truePositives: args.c1,
          falsePositives: args.n1 - args.c1,
          falseNegatives: 0,
          trueNegatives: 9,
        };
        const found = precisionOf(counts);
        if (found.status !== "ok") throw new Error(found.status);
        expect(near(found.lower, expected.wilson1[0])).toBe(true);
        expect(near(found.upper, expected.wilson1[1])).toBe(true);
      });

  it("have no value without a row of the class", () => {
    const none = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 9 };
    for (const of of [precisionOf, recallOf, f1Of])
      expect(of(none)).toMatchObject({ status: "insufficient" });
  });

  it("cover F1 as often as they say", () => {
    const truth = (2 * 0.3) / (2 * 0.3 + 0.2 + 0.1);
    const random = sequence(7);
    const covered = Array.from({ length: 200 }, () => f1Of(sampled(300, random))).filter(
      (found) => found.status === "ok" && found.lower <= truth && truth <= found.upper,
    );
    expect(covered.length / 200).toBeGreaterThan(0.9);
  });
});

/** Numbers from 0 to 1 that only look like chance. */
function sequence(start: number): () => number {
  let seed = start;
  return () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
}

/** Rows of a population with a precision of 0.6 and a recall of 0.75. */
function sampled(rows: number, random: () => number): Confusion {
  const draws = Array.from({ length: rows }, random);
  const between = (from: number, to: number) => draws.filter((draw) => draw >= from && draw < to).length;
  return {
    truePositives: between(0, 0.3),
    falsePositives: between(0.3, 0.5),
    falseNegatives: between(0.5, 0.6),
    trueNegatives: between(0.6, 2),
  };
}
