import type { RolloutStep } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { metricOf } from "#lib/releases/plan-metrics.ts";
import type { ArmPoint, ArmSeries } from "#lib/rollouts/views/arm-series.ts";
import { quantilePoints, Z95 } from "./quantile-points.ts";

const POINTS_MAX = 60;

type Row = {
  metric: string;
  arm: "baseline" | "candidate";
  at: Date;
  n: bigint;
  total: number;
  totalSquares: number;
};

/** What an arm's mean or quantile was in one stretch of time. */
type Level = Pick<Row, "arm" | "at"> & { mean: number; low: number; high: number };

/** Both arms of every guardrail metric over the whole rollout, in at most 60 points each. */
export async function armSeries(
  tx: Tx,
  plan: Plan,
  steps: readonly RolloutStep[],
  until: Date,
): Promise<ArmSeries[]> {
  const [first] = steps;
  if (!first) return [];
  const spanSeconds = Math.max(1, (until.getTime() - first.enteredAt.getTime()) / 1000);
  const bucketSeconds =
    Math.ceil(Math.max(plan.cohortSeconds, spanSeconds / POINTS_MAX) / plan.cohortSeconds) *
    plan.cohortSeconds;
  // A stretch of time that two stages share gives a point to each: no mean mixes what they served.
  const rows = await tx.$queryRaw<Row[]>`
    SELECT metric, arm, greatest(s.entered_at, date_bin(make_interval(secs => ${bucketSeconds}), bucket_at, ${first.enteredAt})) AS at,
           sum(n) AS n, sum(total) AS total, sum(total_squares) AS "totalSquares"
    FROM metric_rollup
    JOIN unnest(${steps.map((step) => step.exposureId)}::uuid[], ${steps.map((step) => step.enteredAt)}::timestamptz[])
      AS s (exposure_id, entered_at) USING (exposure_id)
    WHERE slice = '' AND bucket_seconds = ${plan.cohortSeconds} AND clock = 'receipt' AND arm <> 'pair'
    GROUP BY metric, arm, exposure_id, 3 ORDER BY 3`;
  const metrics = [
    ...new Set(plan.guardrails.map((guardrail) => guardrail.metric).filter((metric) => metric !== undefined)),
  ];
  const series: ArmSeries[] = [];
  for (const metric of metrics) {
    const known = metricOf(plan, metric);
    const widths = { cohortSeconds: plan.cohortSeconds, stretchSeconds: bucketSeconds };
    const levels = known?.quantile
      ? await quantilePoints(tx, known, steps, widths)
      : rows.flatMap((row) => (row.metric === metric ? levelIn(row) : []));
    series.push({ metric, bucketSeconds, points: pointsOf(levels) });
  }
  return series;
}

function pointsOf(levels: readonly Level[]): ArmPoint[] {
  const points = new Map<string, ArmPoint>();
  for (const { arm, mean, low, high, ...level } of levels) {
    const at = level.at.toISOString();
    const empty = {
      baseline: null,
      baselineLow: null,
      baselineHigh: null,
      candidate: null,
      candidateLow: null,
      candidateHigh: null,
    };
    const point = points.get(at) ?? { at, ...empty };
    points.set(at, point);
    if (arm === "baseline") Object.assign(point, { baseline: mean, baselineLow: low, baselineHigh: high });
    else Object.assign(point, { candidate: mean, candidateLow: low, candidateHigh: high });
  }
  return [...points.values()];
}

/** The mean of one stretch with its interval: for the chart, not for a verdict. */
function levelIn({ arm, at, n: count, total, totalSquares }: Row): Level[] {
  const n = Number(count);
  if (n === 0) return [];
  const mean = total / n;
  const variance = n > 1 ? Math.max(0, totalSquares - n * mean * mean) / (n - 1) : 0;
  const half = Z95 * Math.sqrt(variance / n);
  return [{ arm, at, mean, low: mean - half, high: mean + half }];
}
