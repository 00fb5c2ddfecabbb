import { describe, expect, it } from "vitest";
import { near, statisticsCases, type VectorCase, vectorFile } from "#lib/testing/specimens/vectors.ts";
import { holmAdjusted } from "./multiplicity.ts";

type File = { cases: VectorCase[] };
const file = vectorFile<File>("stats/multiplicity.json");
type Expected = { readonly holm: readonly (number | null)[] };

describe.skipIf(file === null)("published p-values", () => {
  it("are adjusted as R does", () => {
    const cases = statisticsCases<{ p: readonly (number | null)[] }, Expected>(file, "adjustPValues");
    expect(cases.length).toBeGreaterThan(4);
    for (const { args, expected } of cases)
      holmAdjusted(args.p).forEach((p, at) => {
        const known = expected.holm[at] ?? null;
        if (p === null || known === null) expect(p).toBe(known);
        else expect(near(p, known, 1e-9, 1e-12), `${at} of ${args.p}`).toBe(true);
      });
  });
});

describe("Holm's adjustment", () => {
  it("multiplies the smallest by all, the next by one less, and never falls", () => {
    expect(holmAdjusted([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  });
  it("leaves out what is no test", () => {
    expect(holmAdjusted([0.01, null, Number.NaN])).toEqual([0.01, null, null]);
    expect(holmAdjusted([])).toEqual([]);
  });
});
