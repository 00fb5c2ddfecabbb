import { repeatsOf, type Spread, spreadOf } from "#lib/stats/design-effect.ts";
import type { Observation } from "./observation.ts";
import type { Series } from "./series.ts";

/** Subjects are put at random into so many groups, whose sums tell how alike the rows of one subject are. */
const GROUPS = 64;

/** The group of a subject, by its hash. */
export const groupOf = (subject: string | null): number | null =>
  subject === null ? null : Number(BigInt.asUintN(64, BigInt(subject)) % BigInt(GROUPS));

/** What one arm reported of one metric in rows that name a subject, by group of subjects. */
export type SubjectGroups = Pick<Observation, "exposureId" | "metric" | "arm"> & {
  /** With values that are not finite, which `broken` counts and the totals leave out. */
  readonly rows: number[];
  readonly broken: number[];
  readonly totals: number[];
  totalSquares: number;
};

/** Sums observations by group. Sorted by key, so that two batches take their locks in the same order. */
export function sumByGroup(series: readonly Series[]): SubjectGroups[] {
  return series
    .flatMap((one) => groupSums(one) ?? [])
    .map((sums) => [`${sums.exposureId}\u0000${sums.metric}\u0000${sums.arm}`, sums] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, sums]) => sums);
}

/** Of one series; null where none of its rows names a subject. */
function groupSums(series: Series): SubjectGroups | null {
  const { exposureId, metric, arm } = series[0];
  const sums = newGroups({ exposureId, metric, arm });
  let named = false;
  for (const { group, value, weight = 1 } of series) {
    if (group === null) continue;
    named = true;
    sums.rows[group]! += weight;
    if (Number.isFinite(value)) {
      sums.totals[group]! += weight * value;
      sums.totalSquares += weight * value * value;
    } else {
      sums.broken[group]! += weight;
    }
  }
  return named ? sums : null;
}

/** How many rows a subject has, and how the groups' sums and their broken values differ. */
export type GroupSpreads = { readonly repeats: number; readonly values: Spread; readonly broken: Spread };

/** What the groups of one arm say of a metric. */
export function spreadsOf({
  rows,
  broken,
  totals,
  totalSquares,
}: Pick<SubjectGroups, "rows" | "broken" | "totals" | "totalSquares">): GroupSpreads {
  const finite = rows.map((each, at) => each - broken[at]!);
  const brokenRows = broken.reduce((sum, each) => sum + each, 0);
  return {
    repeats: repeatsOf(rows),
    values: spreadOf({ rows: finite, totals }, totalSquares),
    broken: spreadOf({ rows, totals: broken }, brokenRows),
  };
}

const newGroups = (of: Pick<SubjectGroups, "exposureId" | "metric" | "arm">): SubjectGroups => ({
  ...of,
  rows: zeros(),
  broken: zeros(),
  totals: zeros(),
  totalSquares: 0,
});

const zeros = (): number[] => Array.from({ length: GROUPS }, () => 0);
