import { describe, expect, it } from "vitest";
import { near, statisticsCases, type VectorCase, vectorFile } from "#lib/testing/specimens/vectors.ts";
import {
  chiSquareTail,
  normalQuantileOfTail,
  normalTail,
  studentQuantileOfTail,
  studentTail,
} from "./tails.ts";

type File = { cases: VectorCase[] };
const file = vectorFile<File>("stats/special-functions.json");
const cases = (fn: string) => statisticsCases<number[], number>(file, fn);

describe.skipIf(file === null)("published values of the distributions", () => {
  it("normal tail", () => {
    for (const { args, expected } of cases("normalCdf")) {
      expect(near(normalTail(-args[0]!), expected, 1e-10, 1e-15), `${args}`).toBe(true);
    }
  });
  it("normal quantile", () => {
    for (const { args, expected } of cases("normalPpf")) {
      expect(near(normalQuantileOfTail(args[0]!), -expected, 1e-9), `${args}`).toBe(true);
    }
  });
  it("Student's tail and quantile", () => {
    for (const { args, expected } of cases("studentTSf")) {
      expect(near(studentTail(args[0]!, args[1]!), expected, 1e-10), `${args}`).toBe(true);
    }
    for (const { args, expected } of cases("studentTPpf")) {
      expect(near(studentQuantileOfTail(1 - args[0]!, args[1]!), expected), `${args}`).toBe(true);
    }
  });
  it("chi-square tail, also far out", () => {
    for (const { args, expected } of cases("chiSquareSf")) {
      expect(near(chiSquareTail(args[0]!, args[1]!), expected, 1e-10, 0), `${args}`).toBe(true);
    }
  });
});

it("tails are symmetric", () => {
  expect(studentTail(-2, 9)).toBeCloseTo(1 - studentTail(2, 9), 14);
  expect(normalTail(-2)).toBeCloseTo(1 - normalTail(2), 14);
});
