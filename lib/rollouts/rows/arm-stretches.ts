import type { Tx } from "#lib/db/client.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { stretchSeconds } from "#lib/rollouts/late-harm.ts";
import { STRETCHES_MAX, type Stretch } from "#lib/stats/late-harm.ts";
import { type Moments, mergeMoments, noMoments } from "#lib/stats/moments.ts";
import type { StageUnderWatch } from "./gather-evidence.ts";
import { type ArmSums, type EvidenceSource, momentsOfSums } from "./rollup-sums.ts";

/** What one stretch of a stage added to an arm; places count from the stage's begin, from 0. */
export type ArmStretch = Pick<ArmSums, "metric" | "arm" | "n" | "total" | "totalSquares"> & {
  readonly place: number;
};
/** A stage as it is cut into stretches. */
export type StageInStretches = Pick<StageUnderWatch, "enteredAt" | "deadlineSeconds">;

/** In which stretch a bucket is. A bucket that began before the stage has a place of its own. */
export function placeOf({ enteredAt, deadlineSeconds }: StageInStretches, cohortSeconds: number) {
  const widthMs = 1000 * stretchSeconds({ deadlineSeconds }, { cohortSeconds });
  return (bucketMs: number): number => Math.floor((bucketMs - enteredAt.getTime()) / widthMs);
}

/** The sums of both arms in each stretch of a stage, also in those that are not over. */
export async function armStretches(
  tx: Tx,
  { exposureId, cohortSeconds }: Pick<EvidenceSource, "exposureId" | "cohortSeconds">,
  metrics: readonly string[],
  stage: StageInStretches,
): Promise<ArmStretch[]> {
  if (metrics.length === 0) return [];
  const seconds = stretchSeconds(stage, { cohortSeconds });
  return tx.$queryRaw<ArmStretch[]>`
    SELECT metric, arm, sum(n)::float8 AS n, sum(total) AS total, sum(total_squares) AS "totalSquares",
           floor(extract(epoch FROM bucket_at - ${stage.enteredAt}::timestamptz) / ${seconds}::float8)::float8 AS place
    FROM metric_rollup
    WHERE exposure_id = ${exposureId}::uuid AND slice = '' AND bucket_seconds = ${cohortSeconds} AND clock = 'receipt'
      AND metric = ANY(${metrics}::text[]) AND arm <> 'pair'
    GROUP BY metric, place, arm`;
}

/** Of a metric, the first of its stretches that does not count yet: it is not over, or the label window of its outcomes is not. */
export type StretchesUntil = (metric: string) => number;

export function stretchesUntil(
  { quality, cohortSeconds, matureUntil }: EvidenceSource,
  stage: StageInStretches,
  asOf: Date,
): StretchesUntil {
  const placed = placeOf(stage, cohortSeconds);
  const [mature, answered] = [placed(matureUntil.getTime()), placed(asOf.getTime() - 1000 * cohortSeconds)];
  return (metric) => (quality.includes(metric) ? mature : answered);
}

/** The stretches of a stage that count, by metric, oldest first. What comes after the last place counts in it. */
export function stretchesOver(
  sums: readonly ArmStretch[],
  until: StretchesUntil,
): ReadonlyMap<string, Stretch[]> {
  const counted = sums.filter(({ metric, n, place }) => n > 0 && place < until(metric));
  const byMetric = Map.groupBy(counted, ({ metric }) => metric);
  return new Map([...byMetric].map(([metric, own]) => [metric, inOrder(own)]));
}

function inOrder(sums: readonly ArmStretch[]): Stretch[] {
  const stretches: Record<Arm, Moments>[] = [];
  let last = Number.NaN;
  for (const each of sums.toSorted((one, other) => one.place - other.place)) {
    const place = Math.min(each.place, STRETCHES_MAX - 1);
    if (place !== last) stretches.push({ baseline: noMoments, candidate: noMoments });
    last = place;
    const { arm } = each;
    if (arm !== "pair") {
      const stretch = stretches.at(-1)!;
      stretch[arm] = mergeMoments(stretch[arm], momentsOfSums(each));
    }
  }
  return stretches;
}
