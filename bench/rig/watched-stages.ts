import type pg from "pg";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import { rowsOf } from "#lib/metrics/metric.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { metricOf } from "#lib/releases/plan-metrics.ts";
import { histogramOf } from "#lib/stats/exponential-histogram.ts";
import { randomFrom } from "../../simulate/random.ts";
import { heavyTailed, lawOf, type MetricLaw } from "./metric-law.ts";

/** A metric whose rows are summed. */
export type SummedMetric = MetricLaw & { readonly id: string };

export function summedMetrics(plan: Plan): SummedMetric[] {
  const watched = plan.guardrails.flatMap(({ metric }) => metricOf(plan, metric ?? "") ?? []);
  return [...new Set(watched.map(rowsOf))].map((id) => ({ id, ...lawOf(metricOf(plan, id)!) }));
}

/**
 * Makes every running rollout one whose stage is watched for so many hours, with rows in every bucket until now: as the
 * owner, since nobody else may have been there earlier.
 */
export async function watchForHours(owner: pg.Client, plan: Plan, hours: number): Promise<void> {
  const metrics = summedMetrics(plan);
  const values = [
    metrics.map(({ id }) => id),
    metrics.map(({ share }) => share),
    metrics.map(({ level }) => level),
    metrics.map(({ spread }) => spread),
  ];
  await owner.query("SELECT setseed(0.5); SET session_replication_role = replica");
  await owner.query(
    `UPDATE rollout SET stage_entered_at = now() - make_interval(hours => ${hours}) WHERE state = 'running'`,
  );
  await owner.query(
    `UPDATE exposure SET at = now() - make_interval(hours => ${hours}) WHERE id IN (SELECT exposure_id FROM rollout WHERE state = 'running')`,
  );
  await owner.query("SET session_replication_role = origin");
  await owner.query(ROLLUPS(hours, plan.cohortSeconds), values);
  await owner.query(GROUPS, values);
  const random = randomFrom(1);
  for (const [arm, rows] of Object.entries(ROWS)) {
    const values = Array.from({ length: (rows * hours * 3600) / plan.cohortSeconds }, () =>
      heavyTailed(random),
    );
    const { bins, counts } = histogramOf(values);
    await owner.query(
      `INSERT INTO metric_histogram (workspace_id, exposure_id, metric, arm, bucket_seconds, bucket_at, bins, counts)
       SELECT workspace_id, exposure_id, 'latency-ms', $1, 0, to_timestamp(0), $2, $3 FROM rollout WHERE state = 'running'`,
      [arm, bins, counts],
    );
  }
  await owner.query("VACUUM ANALYZE metric_rollup, subject_group_sums, metric_histogram");
}

/** Of each arm, in a bucket. */
const ROWS = { baseline: 540, candidate: 60 };
const ARMS = `(VALUES ${Object.entries(ROWS)
  .map(([arm, rows]) => `('${arm}', ${rows})`)
  .join(", ")}) AS arms (arm, rows)`;
const METRICS =
  "unnest($1::text[], $2::bool[], $3::float8[], $4::float8[]) AS metrics (metric, share, level, spread)";

const ROLLUPS = (hours: number, width: number) => `
  INSERT INTO metric_rollup (workspace_id, exposure_id, arm, slice, metric, bucket_seconds, clock, bucket_at, n, non_finite,
                             total, total_squares, units, corrected, latest_at)
  SELECT workspace_id, exposure_id, arm, '', metric, ${width}, clock, bucket_at, rows, 0, total,
         CASE WHEN share THEN total ELSE (level ^ 2 + spread ^ 2) * rows END, CASE WHEN metric = '${COUNTS_ANSWERS}' THEN rows / 3 ELSE 0 END, 0,
         bucket_at + interval '${width - 1} seconds'
  FROM rollout
  CROSS JOIN ${ARMS} CROSS JOIN ${METRICS} CROSS JOIN (VALUES ('receipt'), ('sender')) AS clocks (clock)
  CROSS JOIN generate_series(date_bin('${width} seconds', now() - interval '${hours} hours', to_timestamp(0)), now(), '${width} seconds') AS bucket_at
  CROSS JOIN LATERAL (SELECT CASE WHEN share THEN round(rows * least(1, level * (0.5 + random()))) ELSE rows * (level + spread * (random() - 0.5) / 10) END AS total
                      WHERE bucket_at IS NOT NULL) AS drawn
  WHERE state = 'running' AND (clock = 'receipt' OR metric = '${COUNTS_ANSWERS}')`;

const GROUPS = `
  INSERT INTO subject_group_sums (workspace_id, exposure_id, metric, arm, rows, broken, totals, total_squares)
  SELECT workspace_id, exposure_id, metric, arm, array_agg(n), array_agg(0::float8),
         array_agg(CASE WHEN share THEN round(n * level * (0.9 + 0.2 * random())) ELSE n * (level + spread * random() / 20) END),
         sum(n) * CASE WHEN share THEN level ELSE level ^ 2 + spread ^ 2 END
  FROM rollout CROSS JOIN ${ARMS} CROSS JOIN ${METRICS}
  CROSS JOIN LATERAL (SELECT round(3 * rows * (0.8 + 0.4 * random()))::float8 AS n FROM generate_series(1, 64)) AS groups
  WHERE state = 'running' GROUP BY workspace_id, exposure_id, metric, share, level, spread, arm`;
