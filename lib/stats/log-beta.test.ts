import { expect, it } from "vitest";
import { near, statisticsCases, type VectorCase, vectorFile } from "#lib/testing/specimens/vectors.ts";
import { logBetaBelow } from "./log-beta.ts";

const file = vectorFile<{ cases: VectorCase[] }>("stats/special-functions.json");

it.skipIf(file === null)("is the published regularised incomplete beta function", () => {
  type Args = [x: number, a: number, b: number];
  for (const { id, args, expected } of statisticsCases<Args, number>(file, "regularizedIncompleteBeta"))
    expect(near(Math.exp(logBetaBelow(...args)), expected, 1e-9), id).toBe(true);
});
