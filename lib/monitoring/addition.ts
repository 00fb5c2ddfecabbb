import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import type { Spread } from "#lib/stats/design-effect.ts";
import { type BucketHistogram, WHOLE_EXPOSURE } from "./histogram.ts";
import { EVERYTHING, type Rollup, type RollupClock } from "./rollup.ts";
import type { GroupSpreads } from "./subject-groups.ts";

type OfArm = { readonly metric: string; readonly arm: string };

/** What one batch added to the evidence of an exposure. In lists, because fifty exposures are read at every look. */
export type Addition = {
  readonly latestMs: number;
  /** The sums that a stage is judged by, of one metric and arm in one bucket. */
  readonly cells: readonly (readonly [
    metric: string,
    arm: string,
    clock: RollupClock,
    bucketMs: number,
    n: number,
    nonFinite: number,
    total: number,
    totalSquares: number,
    units: number,
    corrected: number,
  ])[];
  /** The same in slices by which the plan judges; left out where there are none. */
  readonly slices?: readonly (readonly [
    slice: string,
    metric: string,
    arm: string,
    bucketMs: number,
    n: number,
    nonFinite: number,
    total: number,
    totalSquares: number,
  ])[];
  /** Values by bin, added to those of the whole exposure. */
  readonly histograms: readonly (OfArm & {
    readonly bins: readonly number[];
    readonly counts: readonly number[];
  })[];
  /** How the groups of subjects differ, now that the batch is in. */
  readonly spreads: readonly (readonly [
    metric: string,
    arm: string,
    repeats: number,
    values: Differences,
    broken: Differences,
  ])[];
};

type Differences = readonly [groups: number, between: number, within: number];

/** What a batch stored, as it counts for a judge. */
export type Stored = {
  readonly rollups: readonly Rollup[];
  readonly histograms: readonly BucketHistogram[];
  readonly spreads: readonly (OfArm & GroupSpreads & { readonly exposureId: string })[];
};

/** What of it concerns one exposure; null where a number of it is too large to be written. */
export function additionTo(
  exposureId: string,
  { rollups, histograms, spreads }: Stored,
  { cohortSeconds, now }: { readonly cohortSeconds: number; readonly now: Date },
): Addition | null {
  const own = rollups.filter((rollup) => rollup.exposureId === exposureId && isJudged(rollup, cohortSeconds));
  const sliced = rollups.filter((rollup) => rollup.exposureId === exposureId && isJudgedSlice(rollup));
  const ofArms = spreads.filter((each) => each.exposureId === exposureId);
  const sums = [
    ...[...own, ...sliced].flatMap(({ total, totalSquares }) => [total, totalSquares]),
    ...ofArms.flatMap(({ values: { between, within } }) => [between, within]),
  ];
  if (!sums.every(Number.isFinite)) return null;
  return {
    latestMs: now.getTime(),
    cells: own.map((cell) => [
      cell.metric,
      cell.arm,
      cell.clock,
      cell.bucketAt.getTime(),
      cell.n,
      cell.nonFinite,
      cell.total,
      cell.totalSquares,
      cell.units,
      cell.corrected,
    ]),
    ...(sliced.length === 0
      ? {}
      : {
          slices: sliced.map((cell) => [
            cell.slice,
            cell.metric,
            cell.arm,
            cell.bucketAt.getTime(),
            cell.n,
            cell.nonFinite,
            cell.total,
            cell.totalSquares,
          ]),
        }),
    histograms: histograms.flatMap(({ exposureId: of, bucketSeconds, metric, arm, bins, counts }) =>
      of === exposureId && bucketSeconds === WHOLE_EXPOSURE ? [{ metric, arm, bins, counts }] : [],
    ),
    spreads: ofArms.map(({ metric, arm, repeats, values, broken }) => [
      metric,
      arm,
      repeats,
      listOf(values),
      listOf(broken),
    ]),
  };
}

const listOf = ({ groups, between, within }: Spread): Differences => [groups, between, within];

/** The groups' spread in one metric, as it was added. */
export function spreadsAdded([, , repeats, values, broken]: Addition["spreads"][number]): GroupSpreads {
  const spread = ([groups, between, within]: Differences): Spread => ({ groups, between, within });
  return { repeats, values: spread(values), broken: spread(broken) };
}

/** Evidence goes by the clock of receipt; the split of traffic by the senders', too. */
const isJudged = ({ slice, clock, metric, bucketSeconds }: Rollup, cohortSeconds: number): boolean =>
  slice === EVERYTHING &&
  bucketSeconds === cohortSeconds &&
  (clock === "receipt" || metric === COUNTS_ANSWERS);

/** Only slices by which the plan judges are summed by the clock of receipt. */
const isJudgedSlice = ({ slice, clock }: Rollup): boolean => slice !== EVERYTHING && clock === "receipt";
