import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { COUNTS_ANSWERS, IN_HISTOGRAMS } from "#lib/metrics/catalogue.ts";
import { WHOLE_EXPOSURE } from "#lib/monitoring/histogram.ts";
import { type RollupClock, SLICE_SECONDS } from "#lib/monitoring/rollup.ts";
import { spreadsOf } from "#lib/monitoring/subject-groups.ts";
import { sliceRuleOf } from "#lib/releases/slice-rule.ts";
import type { ExponentialHistogram } from "#lib/stats/exponential-histogram.ts";
import { armStretches } from "./arm-stretches.ts";
import { type Cell, NOTHING } from "./cell.ts";
import { type KeptApart, KeptSums } from "./kept-sums.ts";
import { readsOf } from "./plan-reads.ts";
import type { EvidenceSource } from "./rollup-sums.ts";
import type { StageOfRollout } from "./stage-evidence.ts";

/** An exposure to read as a whole, and which of its buckets to keep apart. */
export type Loading = Pick<StageOfRollout, "plan" | "stage" | "rollout"> & {
  readonly source: EvidenceSource;
  readonly apart: KeptApart;
};

/** Reads all sums of exposures, by exposure: in as many statements as for one, and one each where a stage is cut into stretches. */
export async function loadKept(tx: Tx, loading: readonly Loading[]): Promise<Map<string, KeptSums>> {
  const loaded = new Map(loading.map(({ source }) => [source.exposureId, new KeptSums()]));
  if (loading.length === 0) return loaded;
  const [cells, histograms, groups] = await Promise.all([
    readCells(tx, loading),
    readHistograms(tx, [...loaded.keys()]),
    readGroups(tx, [...loaded.keys()]),
  ]);
  const apart = new Map(loading.map(({ source, apart }) => [source.exposureId, apart]));
  for (const { exposureId, metric, arm, clock, bucketMs, ...cell } of cells)
    loaded
      .get(exposureId)!
      .load({ metric, arm, clock }, bucketMs, { ...NOTHING, ...cell }, apart.get(exposureId)!);
  for (const { exposureId, metric, arm, ...histogram } of histograms)
    loaded.get(exposureId)!.loadHistogram(metric, arm, histogram);
  for (const { exposureId, metric, arm, groups: sums } of groups)
    loaded.get(exposureId)!.loadSpreads(metric, arm, spreadsOf(sums));
  for (const { exposureId, ...added } of await readSlices(tx, loading))
    loaded.get(exposureId)!.slices.add(added);
  for (const { source, plan, stage, rollout } of loading) {
    const cut = { enteredAt: rollout.stageEnteredAt, deadlineSeconds: stage.deadlineSeconds };
    for (const stretch of await armStretches(tx, source, readsOf(plan).stretches, cut))
      loaded.get(source.exposureId)!.loadStretch(stretch);
  }
  return loaded;
}

type OfArm = { readonly exposureId: string; readonly metric: string; readonly arm: Arm | "pair" };
type CellRow = OfArm &
  Omit<Cell, "totalRest" | "squaresRest"> & { readonly clock: RollupClock; readonly bucketMs: number | null };

/** A sum that overflows fails its statement; one that is infinite is evidence that cannot be read, of one rollout alone. */
function readCells(tx: Tx, loading: readonly Loading[]): Promise<CellRow[]> {
  const asked = loading.flatMap(({ source: { exposureId, cohortSeconds, metrics }, apart }) =>
    [...metrics.map((metric) => ({ metric, clock: "receipt" as const })), SENT].map(({ metric, clock }) => ({
      exposureId,
      cohortSeconds,
      metric,
      clock,
      apartSinceMs: apart.isReadOneByOne(metric, clock)
        ? Number.NEGATIVE_INFINITY
        : apart.openSince(metric, clock),
    })),
  );
  const column = (key: keyof (typeof asked)[number]) => arrayParameter(asked.map((each) => each[key]));
  return tx.$queryRaw<CellRow[]>`
    SELECT exposure_id AS "exposureId", metric, arm, clock, "bucketMs", sum(n)::float8 AS n, sum(non_finite)::float8 AS "nonFinite",
           sum(CASE WHEN abs(total) < 1e300 THEN total ELSE 'Infinity' END) AS total,
           sum(CASE WHEN total_squares < 1e300 THEN total_squares ELSE 'Infinity' END) AS "totalSquares", sum(units)::float8 AS units, sum(corrected)::float8 AS corrected,
           max(extract(epoch FROM latest_at) * 1000)::float8 AS "latestMs", max("beganMs") AS "lastBucketMs"
    FROM unnest(${column("exposureId")}::uuid[], ${column("metric")}::text[], ${column("clock")}::text[], ${column("cohortSeconds")}::int[],
                ${column("apartSinceMs")}::float8[]) AS asked (exposure_id, metric, clock, bucket_seconds, apart_since)
    JOIN metric_rollup USING (exposure_id, metric, clock, bucket_seconds)
    CROSS JOIN LATERAL (SELECT (extract(epoch FROM bucket_at) * 1000)::float8 AS "beganMs") AS began
    CROSS JOIN LATERAL (SELECT CASE WHEN "beganMs" > apart_since THEN "beganMs" END AS "bucketMs") AS bucket
    WHERE slice = ''
    GROUP BY exposure_id, metric, arm, clock, "bucketMs" ORDER BY "bucketMs"`;
}

/** The split of traffic is counted by the senders' clock, too. */
const SENT = { metric: COUNTS_ANSWERS, clock: "sender" } as const;

function readHistograms(tx: Tx, exposures: readonly string[]): Promise<(OfArm & ExponentialHistogram)[]> {
  return tx.$queryRaw<(OfArm & ExponentialHistogram)[]>`
    SELECT exposure_id AS "exposureId", metric, arm, bins, counts::float8[] AS counts FROM metric_histogram
    WHERE exposure_id = ANY(${arrayParameter(exposures)}::uuid[]) AND metric = ANY(${arrayParameter([...IN_HISTOGRAMS])}::text[])
      AND bucket_seconds = ${WHOLE_EXPOSURE}`;
}

type Groups = Parameters<typeof spreadsOf>[0];

function readGroups(tx: Tx, exposures: readonly string[]): Promise<(OfArm & { groups: Groups })[]> {
  return tx.$queryRaw<(OfArm & { groups: Groups })[]>`
    SELECT exposure_id AS "exposureId", metric, arm,
           json_build_object('rows', rows, 'broken', broken, 'totals', totals, 'totalSquares', total_squares) AS groups
    FROM subject_group_sums WHERE exposure_id = ANY(${arrayParameter(exposures)}::uuid[])`;
}

type SliceRow = Parameters<KeptSums["slices"]["add"]>[0] & Pick<OfArm, "exposureId">;

/** What has its label window behind it is read as one sum, in the order in which slices appeared. */
async function readSlices(tx: Tx, loading: readonly Loading[]): Promise<SliceRow[]> {
  const sliced = loading.filter(({ plan }) => plan.guardrails.some((each) => sliceRuleOf(plan, each)));
  if (sliced.length === 0) return [];
  const exposures = arrayParameter(sliced.map(({ source }) => source.exposureId));
  const settled = arrayParameter(sliced.map(({ source }) => source.matureUntil.toISOString()));
  return tx.$queryRaw<SliceRow[]>`
    SELECT exposure_id AS "exposureId", slice, metric, arm, (extract(epoch FROM min(bucket_at)) * 1000)::float8 AS "bucketMs",
           sum(n)::float8 AS n, sum(non_finite)::float8 AS "nonFinite",
           sum(CASE WHEN abs(total) < 1e300 THEN total ELSE 'Infinity' END) AS total,
           sum(CASE WHEN total_squares < 1e300 THEN total_squares ELSE 'Infinity' END) AS "totalSquares"
    FROM unnest(${exposures}::uuid[], ${settled}::timestamptz[]) AS asked (exposure_id, settled_until)
    JOIN metric_rollup USING (exposure_id)
    WHERE slice <> '' AND clock = 'receipt' AND bucket_seconds = ${SLICE_SECONDS}
    GROUP BY exposure_id, slice, metric, arm, CASE WHEN bucket_at + make_interval(secs => ${SLICE_SECONDS}) > settled_until THEN bucket_at END
    ORDER BY "bucketMs", slice COLLATE "C"`;
}
