import betainc from "@stdlib/math-base-special-betainc";
import { describe, expect, it } from "vitest";
import { near, statisticsCases, type VectorCase, vectorFile } from "#lib/testing/specimens/vectors.ts";
import { mixtureLogE, type Prior, tightestAt } from "./binomial-mixture.ts";
import { logBetaBelow } from "./log-beta.ts";

const file = vectorFile<{ cases: VectorCase[] }>("stats/sequential.json");

/** The published tests are two-sided: a mixture over the whole prior, of which each side has its own mass. */
function twoSidedLogE(n: number, successes: number, prior: Prior): number {
  const { share, precision } = prior;
  const under = Math.exp(logBetaBelow(share, precision * share, precision * (1 - share)));
  const { below, above } = mixtureLogE({ n, successes }, prior);
  return Math.log(under * Math.exp(below) + (1 - under) * Math.exp(above));
}

/** The two-sided prior that is tightest after so many rows. */
function published(rows: number, share: number, alpha: number): Prior {
  return tightestAt(rows, share, alpha / 2);
}

describe.skipIf(file === null)("published two-sided mixtures", () => {
  it("Bernoulli sequences", () => {
    type Args = { successes: number; trials: number; alpha: number; tOpt: number };
    for (const { id, args, expected } of statisticsCases<Args, [number, number]>(
      file,
      "bernoulliConfidenceSequence",
    )) {
      const { successes, trials, alpha, tOpt } = args;
      const logE = (p: number) => twoSidedLogE(trials, successes, published(tOpt, p, alpha));
      for (const edge of expected.filter((p) => p > 0 && p < 1))
        expect(Math.abs(logE(edge) - Math.log(1 / alpha)), id).toBeLessThan(0.01);
    }
  });

  it("the test of two arms' quantiles", () => {
    type Args = { quantile: number; tOpt: number; alphaOpt: number; a: string; b: string };
    for (const { id, args, expected } of statisticsCases<Args, number>(file, "quantileAbPValue")) {
      const prior = published(args.tOpt, args.quantile, args.alphaOpt);
      const [rows, shift] = [1000, Number(args.b.split("..")[0]) - 1];
      // At each x, each arm's rows up to x speak for it where they are too few, and its rows below x where too many.
      const arm = (x: number) => {
        const [upTo, under] = [Math.floor(x), Math.ceil(x) - 1].map((k) => Math.min(rows, Math.max(0, k)));
        const at = args.quantile * rows;
        const count = upTo! < at ? upTo! : Math.max(under!, at);
        return twoSidedLogE(rows, count, prior);
      };
      const places = Array.from({ length: 2 * (rows + shift) }, (_, step) => step / 2);
      const least = Math.min(...places.map((x) => arm(x) + arm(x - shift)));
      expect(Math.abs(Math.min(1, Math.exp(-least)) - expected), id).toBeLessThan(2e-5);
    }
  });
});

it("the log of an incomplete beta function, also where the function is too small for a number", () => {
  for (const [x, a, b] of [
    [0.3, 2, 5],
    [0.95, 950, 50],
    [0.95, 900, 100],
    [0.95, 990, 10],
    [0.99, 100_000, 900],
    [0.5, 0.5, 0.5],
  ] as const)
    expect(near(Math.exp(logBetaBelow(x, a, b)), betainc(x, a, b), 1e-8), `${x} ${a} ${b}`).toBe(true);
  expect(logBetaBelow(0.5, 5000, 1)).toBeCloseTo(5000 * Math.log(0.5), 6);
  expect(logBetaBelow(0.5, 1, 5000)).toBeCloseTo(0, 12);
});

it("an e-process is worth 1 on average under its null, whatever the number of rows", () => {
  const prior = tightestAt(50, 0.9, 0.05);
  for (const n of [1, 7, 40])
    for (const side of ["below", "above"] as const) {
      let mean = 0;
      let chance = 0.1 ** n;
      for (let successes = 0; successes <= n; successes += 1) {
        mean += chance * Math.exp(mixtureLogE({ n, successes }, prior)[side]);
        chance *= ((n - successes) / (successes + 1)) * 9;
      }
      expect(mean).toBeCloseTo(1, 8);
    }
});

it("evidence of below falls with every success, and that of above grows", () => {
  const prior = tightestAt(1000, 0.95, 0.01);
  for (let successes = 0; successes < 300; successes += 1) {
    const [now, next] = [successes, successes + 1].map((count) =>
      mixtureLogE({ n: 300, successes: count }, prior),
    );
    expect(next!.below).toBeLessThan(now!.below);
    expect(next!.above).toBeGreaterThan(now!.above);
  }
});
