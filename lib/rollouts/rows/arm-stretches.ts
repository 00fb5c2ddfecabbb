import type { Tx } from "#lib/db/client.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { stretchSeconds } from "#lib/rollouts/late-harm.ts";
import { STRETCHES_MAX, type Stretch } from "#lib/stats/late-harm.ts";
import type { StageUnderWatch } from "./gather-evidence.ts";
import { type ArmSums, type EvidenceSource, momentsOfSums } from "./rollup-sums.ts";

type Watched = Pick<StageUnderWatch, "enteredAt" | "deadlineSeconds"> & { readonly asOf: Date };
type Row = Pick<ArmSums, "metric" | "arm" | "n" | "total" | "totalSquares"> & { readonly place: number };

/**
 * The sums of both arms in each stretch of a stage that is over, and the label window of its outcomes too; by metric, oldest
 * first. What comes after the last place counts in it.
 */
export async function armStretches(
  tx: Tx,
  { exposureId, metrics, quality, cohortSeconds, matureUntil }: EvidenceSource,
  { enteredAt, deadlineSeconds, asOf }: Watched,
): Promise<ReadonlyMap<string, Stretch[]>> {
  if (metrics.length === 0) return new Map();
  const seconds = stretchSeconds({ deadlineSeconds }, { cohortSeconds });
  const overBy = (whole: Date): Date => {
    const stretches = Math.floor((whole.getTime() - enteredAt.getTime()) / 1000 / seconds);
    return secondsLater(enteredAt, stretches * seconds);
  };
  const rows = await tx.$queryRaw<Row[]>`
    SELECT metric, arm, sum(n)::float8 AS n, sum(total) AS total, sum(total_squares) AS "totalSquares",
           least(${STRETCHES_MAX - 1}::float8, floor(extract(epoch FROM bucket_at - ${enteredAt}::timestamptz) / ${seconds}::float8))::float8 AS place
    FROM metric_rollup
    WHERE exposure_id = ${exposureId}::uuid AND slice = '' AND bucket_seconds = ${cohortSeconds} AND clock = 'receipt'
      AND metric = ANY(${metrics}::text[]) AND n > 0
      AND bucket_at < CASE WHEN metric = ANY(${quality}::text[])
        THEN ${overBy(matureUntil)}::timestamptz ELSE ${overBy(secondsLater(asOf, -cohortSeconds))}::timestamptz END
    GROUP BY metric, place, arm ORDER BY place`;
  const byMetric = Map.groupBy(rows, ({ metric }) => metric);
  return new Map([...byMetric].map(([metric, own]) => [metric, stretchesOf(own)]));
}

function stretchesOf(rows: readonly Row[]): Stretch[] {
  const byPlace = Map.groupBy(rows, ({ place }) => place);
  return [...byPlace.values()].map((arms) => ({
    baseline: momentsOfSums(arms.find(({ arm }) => arm === "baseline")),
    candidate: momentsOfSums(arms.find(({ arm }) => arm === "candidate")),
  }));
}
