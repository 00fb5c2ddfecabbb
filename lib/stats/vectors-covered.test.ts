import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { VECTORS } from "#lib/testing/specimens/vectors.ts";

const MONITORING = "monitoring of inputs, which the product does not do yet";
const GRID =
  "the plan's grid asks the judge itself about expected evidence, so it needs no formula for power";
const ALWAYS = "valid at one look that was planned; a stage is looked at whenever evidence arrives";

/** Functions of the published statistics that the product has no use for, and why. */
const NOT_HERE: Readonly<Record<string, string>> = {
  psi: MONITORING,
  psiFromCounts: MONITORING,
  psiNullCritical: MONITORING,
  jensenShannon: MONITORING,
  hellinger: MONITORING,
  totalVariation: MONITORING,
  lInfinity: MONITORING,
  ks2: MONITORING,
  kolmogorovSf: MONITORING,
  wasserstein1: MONITORING,
  wasserstein1Normed: MONITORING,
  alertStates: MONITORING,
  robustLocationScale: MONITORING,
  modifiedZ: MONITORING,
  seasonalRobustZ: MONITORING,
  histogramBinEdges: MONITORING,
  histogramCounts: MONITORING,
  quantileEdgesUnique: MONITORING,
  tabularCusum: "late harm is found by bets on stretches of a stage, which hold their error at every look",
  pageHinkley: "as tabularCusum",
  pageHinkleyOneSided: "as tabularCusum",
  adwin: "as tabularCusum",
  kayentaClassify: "compares samples without an error rate",
  mannWhitneyU: ALWAYS,
  nonInferiorityProportions: ALWAYS,
  fisherExact2x2: ALWAYS,
  chiSquareIndependence: ALWAYS,
  alphaSpendOBrienFleming: ALWAYS,
  alphaSpendPocock: ALWAYS,
  powerTwoProportions: GRID,
  powerTwoMeans: GRID,
  powerTwoMeansUnequal: GRID,
  powerOneSampleNormal: GRID,
  powerCohenH: GRID,
  sampleSizeTwoMeans: GRID,
  sampleSizeTwoProportions: GRID,
  sampleSizeTwoProportionsUnequal: GRID,
  sampleSizeCohenD: GRID,
  mdeTwoProportions: GRID,
  mdeTwoMeansNormal: GRID,
  zeroEventUpperBound: GRID,
  groupFairness: "groups are slices of a guardrail, compared with always-valid sequences",
  fourFifths: ALWAYS,
  brierDecomposition: "a calibration plot shows its parts",
  isotonicRegression: "a version is shown as it is, never recalibrated",
  histogramAuc: "AUC comes from reports, with every score at hand",
  quantileType7: "quantiles are of binned values",
  ddsketchMapping: "bins are those of OpenTelemetry",
  expHistogramDownscale: "bins keep one scale",
  normalMixtureRho: "inside the sequences, which are tested whole",
  normalLogMixture: "as normalMixtureRho",
  normalLogMixtureOneSided: "as normalMixtureRho",
  normalMixtureBound: "as normalMixtureRho; tested with the derived boundaries of confseq",
  empiricalProcessLilBound: "quantiles have an exact sequence of shares, which is tighter",
  asymptoticCsRelative: "margins are differences; relative ones of quantiles are tested on their histograms",
  empiricalBernsteinCs:
    "of rows in their order; evidence is sums, so the product's bounds hold in every order",
  logGamma: "of a library",
};

const folder = join(VECTORS, "stats");

/** Names between quotes in the tests that read vectors. */
function namedInTests(): Set<string> {
  const tests = readdirSync(join(import.meta.dirname, ".."), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts") && path !== "stats/vectors-covered.test.ts")
    .map((path) => readFileSync(join(import.meta.dirname, "..", path), "utf8"))
    .filter((text) => text.includes("specimens/vectors.ts"));
  return new Set(tests.flatMap((text) => [...text.matchAll(/"(\w+)"/g)].map((match) => match[1]!)));
}

it.skipIf(!existsSync(folder))("tests every published function, or says why there is none", () => {
  const published = new Set(
    readdirSync(folder).flatMap((name) => {
      const { cases } = JSON.parse(readFileSync(join(folder, name), "utf8")) as { cases: { fn: string }[] };
      return cases.map(({ fn }) => fn);
    }),
  );
  const tested = namedInTests();
  const known = (fn: string) => tested.has(fn) || Object.hasOwn(NOT_HERE, fn);
  expect([...published].filter((fn) => !known(fn))).toEqual([]);
  expect(Object.keys(NOT_HERE).filter((fn) => tested.has(fn) || !published.has(fn))).toEqual([]);
});
