import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Tx } from "#lib/db/client.ts";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import { minLabelledPercent, type Plan } from "#lib/releases/plan.ts";
import type { ArmOutcomes, OutcomesUntil } from "#lib/rollouts/views/outcomes-until.ts";
import { sourceOf } from "./gather-evidence.ts";

type Row = {
  metric: string;
  arm: "baseline" | "candidate";
  completeUntil: Date | null;
  toCome: number;
};

/**
 * Until when each metric that is known with outcomes has them, by arm and by the clock of receipt. A stretch as long as the judge looks
 * at for late outcomes is complete with the share that the plan asks for; the end of the newest such stretch counts, so that
 * outcomes lost long ago hide nothing of now.
 */
export async function outcomesUntil(
  tx: Tx,
  plan: Plan,
  exposureId: string,
  asOf: Date,
): Promise<OutcomesUntil[]> {
  const { quality, matureUntil, newestSince, cohortSeconds } = sourceOf(plan, exposureId, asOf);
  const metrics = [...new Set(quality)];
  if (metrics.length === 0) return [];
  const beforeSeconds = (matureUntil.getTime() - newestSince.getTime()) / 1000 - cohortSeconds;
  const rows = await tx.$queryRaw<Row[]>`
    WITH answered AS (
      SELECT arm, bucket_at, n + non_finite - total AS owed FROM metric_rollup
      WHERE exposure_id = ${exposureId}::uuid AND metric = ${COUNTS_ANSWERS} AND slice = '' AND bucket_seconds = ${cohortSeconds}
        AND clock = 'receipt' AND arm <> 'pair'
    ), told AS (
      SELECT asked.metric, answered.arm, answered.bucket_at, owed, least(owed, coalesce(r.n + r.non_finite, 0)) AS labelled
      FROM unnest(${arrayParameter(metrics)}::text[]) AS asked (metric) CROSS JOIN answered
      LEFT JOIN metric_rollup r ON r.exposure_id = ${exposureId}::uuid AND r.metric = asked.metric AND r.slice = ''
        AND r.bucket_seconds = ${cohortSeconds} AND r.clock = 'receipt' AND r.arm = answered.arm AND r.bucket_at = answered.bucket_at
    ), reached AS (
      SELECT metric, arm, bucket_at, sum(owed) OVER recent AS owed, sum(labelled) OVER recent AS labelled FROM told
      WINDOW recent AS (PARTITION BY metric, arm ORDER BY bucket_at
        RANGE BETWEEN make_interval(secs => ${beforeSeconds}::float8) PRECEDING AND CURRENT ROW)
    ), complete AS (
      SELECT metric, arm, max(bucket_at) AS last FROM reached
      WHERE owed > 0 AND labelled * 100 >= owed * ${minLabelledPercent(plan)}::float8 GROUP BY metric, arm
    )
    SELECT metric, arm, last + make_interval(secs => ${cohortSeconds}) AS "completeUntil",
           coalesce(sum(owed - labelled) FILTER (WHERE last IS NULL OR bucket_at > last), 0)::float8 AS "toCome"
    FROM told LEFT JOIN complete USING (metric, arm) GROUP BY metric, arm, last`;
  const of = (metric: string, arm: Row["arm"]): ArmOutcomes => {
    const found = rows.find((row) => row.metric === metric && row.arm === arm);
    if (!found) return { completeUntil: null, toCome: 0 };
    const { completeUntil, toCome } = found;
    return { completeUntil: completeUntil && earlier(completeUntil, asOf).toISOString(), toCome };
  };
  return metrics.map((metric) => ({
    metric,
    dueUntil: matureUntil.toISOString(),
    baseline: of(metric, "baseline"),
    candidate: of(metric, "candidate"),
  }));
}

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
