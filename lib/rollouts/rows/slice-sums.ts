import type { Tx } from "#lib/db/client.ts";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import { SLICE_SECONDS } from "#lib/monitoring/rollup.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { mostOfEach, type SliceRule } from "#lib/releases/slice-rule.ts";
import type { GuardrailEvidence, LeftOut, SliceArm } from "#lib/rollouts/evidence.ts";
import { dimensionOf } from "#lib/rollouts/slices.ts";
import { momentsOfSums } from "./rollup-sums.ts";

/** Which of the sums by slice count at a moment: those of answers at once, those of quality when their label window is over. */
export type SliceSource = {
  readonly exposureId: string;
  readonly metrics: readonly string[];
  readonly quality: readonly string[];
  /** Buckets that begin before count. */
  readonly answersUntil: Date;
  readonly qualityUntil: Date;
};

/** What one arm reported of one metric in one slice. */
export type SliceSums = {
  readonly slice: string;
  readonly metric: string;
  readonly arm: string;
  readonly n: number;
  readonly nonFinite: number;
  readonly total: number;
  readonly totalSquares: number;
  /** When its first bucket began. */
  readonly firstMs: number;
};

/** A bucket counts once it is over, so that which slices came first never changes. */
export function sliceSourceOf(
  { maturitySeconds }: Pick<Plan, "maturitySeconds">,
  of: Pick<SliceSource, "exposureId" | "metrics" | "quality">,
  asOf: Date,
): SliceSource {
  const widthMs = 1000 * SLICE_SECONDS;
  const until = (ms: number) => new Date(Math.floor(ms / widthMs) * widthMs);
  return {
    ...of,
    answersUntil: until(asOf.getTime()),
    qualityUntil: until(asOf.getTime() - 1000 * maturitySeconds),
  };
}

/** No more values of a dimension are read: one that names each request is no slice, whoever sends it. */
export const VALUES_MAX = 500;

/** One row for each slice, metric and arm, however many buckets there are. */
export function sliceSums(tx: Tx, source: SliceSource): Promise<SliceSums[]> {
  return tx.$queryRaw<SliceSums[]>`
    WITH first AS (
      SELECT slice, row_number() OVER (PARTITION BY split_part(slice, '=', 1) ORDER BY min(bucket_at), slice COLLATE "C") AS place
      FROM metric_rollup
      WHERE exposure_id = ${source.exposureId}::uuid AND slice <> '' AND clock = 'receipt' AND bucket_seconds = ${SLICE_SECONDS}
        AND metric = ${COUNTS_ANSWERS} AND bucket_at < ${source.answersUntil}
      GROUP BY slice
    )
    SELECT slice, metric, arm, sum(n)::float8 AS n, sum(non_finite)::float8 AS "nonFinite", sum(total) AS total,
           sum(total_squares) AS "totalSquares", (extract(epoch FROM min(bucket_at)) * 1000)::float8 AS "firstMs"
    FROM metric_rollup JOIN first USING (slice)
    WHERE place <= ${VALUES_MAX} AND exposure_id = ${source.exposureId}::uuid AND clock = 'receipt' AND bucket_seconds = ${SLICE_SECONDS}
      AND metric = ANY(${source.metrics}::text[])
      AND bucket_at < CASE WHEN metric = ANY(${source.quality}::text[]) THEN ${source.qualityUntil}::timestamptz ELSE ${source.answersUntil}::timestamptz END
    GROUP BY slice, metric, arm`;
}

/** How many of those that are left out are named. */
const NAMED_MAX = 5;

/** By the sums they were made of: the same evidence is the same object, so that it need not be judged again. */
const known = new WeakMap<readonly SliceSums[], Map<string, NonNullable<GuardrailEvidence["slices"]>>>();

/** What a guardrail is judged by in its slices. */
export function slicesOf(
  sums: readonly SliceSums[],
  metric: string,
  rule: SliceRule,
): NonNullable<GuardrailEvidence["slices"]> {
  const made = known.get(sums) ?? new Map<string, NonNullable<GuardrailEvidence["slices"]>>();
  known.set(sums, made);
  const key = [metric, rule.most, ...rule.by].join(" ");
  const found = made.get(key) ?? slicesIn(sums, metric, rule);
  made.set(key, found);
  return found;
}

/** Of each dimension those that appeared first, by name where at once. */
function slicesIn(
  sums: readonly SliceSums[],
  metric: string,
  rule: SliceRule,
): NonNullable<GuardrailEvidence["slices"]> {
  const inOrder = appeared(sums).filter((slice) => rule.by.includes(dimensionOf(slice)));
  const byDimension = Map.groupBy(inOrder, dimensionOf);
  const most = mostOfEach(rule);
  const own = Map.groupBy(
    sums.filter((each) => each.metric === metric),
    ({ slice }) => slice,
  );
  const arm = (slice: string, name: string) => armIn(own.get(slice)?.find((each) => each.arm === name));
  return {
    judged: rule.by.flatMap((dimension) =>
      (byDimension.get(dimension) ?? [])
        .slice(0, most)
        .map((slice) => ({ slice, baseline: arm(slice, "baseline"), candidate: arm(slice, "candidate") })),
    ),
    leftOut: rule.by.flatMap((dimension): LeftOut[] => {
      const rest = (byDimension.get(dimension) ?? []).slice(most);
      return rest.length === 0
        ? []
        : [{ dimension, values: rest.length, named: rest.slice(0, NAMED_MAX).map(valueIn) }];
    }),
  };
}

const valueIn = (slice: string): string => slice.slice(slice.indexOf("=") + 1);

/** Slices in the order in which answers of them first came. */
function appeared(sums: readonly SliceSums[]): string[] {
  const firsts = new Map<string, number>();
  for (const { slice, metric, firstMs } of sums)
    if (metric === COUNTS_ANSWERS) firsts.set(slice, Math.min(firstMs, firsts.get(slice) ?? firstMs));
  return [...firsts]
    .sort(([one, first], [other, second]) => first - second || (one < other ? -1 : 1))
    .map(([slice]) => slice);
}

function armIn(sums: SliceSums | undefined): SliceArm | null {
  if (sums === undefined || sums.n + sums.nonFinite <= 0) return null;
  return { ...momentsOfSums(sums), nonFinite: sums.nonFinite };
}
