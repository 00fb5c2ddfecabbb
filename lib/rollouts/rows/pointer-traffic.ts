import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { daysLater, HOUR_MS } from "#lib/kernel/time.ts";
import { COUNTS_ANSWERS, IN_HISTOGRAMS } from "#lib/metrics/catalogue.ts";
import { WHOLE_EXPOSURE } from "#lib/monitoring/histogram.ts";
import { CHART_SECONDS } from "#lib/monitoring/rollup.ts";
import type { PointerTrafficView } from "#lib/rollouts/views/pointer-traffic.ts";
import { type ExponentialHistogram, mergeHistograms } from "#lib/stats/exponential-histogram.ts";

const DAYS = 7;

type Target = { readonly model: string; readonly pointer: string };

/** The last week's requests to a pointer, and what the version that is live there answered. */
export async function readPointerTraffic(tx: Tx, target: Target, now: Date): Promise<PointerTrafficView> {
  const since = daysLater(now, -DAYS);
  const sums = await sumsOf(tx, target, since);
  const requests = sums.reduce((total, { requests }) => total + requests, 0);
  const answers = sums.find(({ metric }) => metric === COUNTS_ANSWERS);
  if (requests === 0 || answers === undefined) return { perHour: 0, busiestPerHour: null, metrics: [] };
  const first = Math.min(...sums.map(({ firstAt }) => firstAt.getTime()));
  const hours = Math.max(1000 * CHART_SECONDS, now.getTime() - Math.max(first, since.getTime())) / HOUR_MS;
  const perHour = requests / hours;
  const histograms = await histogramsOf(tx, target, since);
  const pairs = await pairsOf(tx, target, since);
  return {
    perHour,
    busiestPerHour: hours < 1 ? null : (answers.busiest * HOUR_MS) / (1000 * CHART_SECONDS),
    metrics: sums
      .filter(({ n }) => n > 1)
      .map(({ metric, n, total, totalSquares }) => ({
        metric,
        // The live version answered a part of the requests; it would have the same of the others.
        perHour: (perHour * n) / answers.answered,
        mean: total / n,
        variance: Math.max(0, totalSquares - (total * total) / n) / (n - 1),
        ...(pairs.has(metric) ? { paired: { variance: pairs.get(metric)! } } : {}),
        ...(histograms.has(metric) ? { histogram: histograms.get(metric)! } : {}),
      })),
  };
}

type Sums = {
  metric: string;
  /** Values of the live version, and their sums. */
  n: number;
  answered: number;
  total: number;
  totalSquares: number;
  /** Answers to requests, each counted once: in shadow both versions answer the same. */
  requests: number;
  /** The most requests in one minute. */
  busiest: number;
  firstAt: Date;
};

/** The exposures of a pointer, each with its end and the version that is live there now. */
const served = ({ model, pointer }: Target): Prisma.Sql => Prisma.sql`
  SELECT e.*, lead(e.at) OVER (ORDER BY e.sequence) AS until,
         first_value(e.base_version_id) OVER (ORDER BY e.sequence DESC) AS live_id
  FROM exposure e JOIN pointer p ON p.id = e.pointer_id JOIN model m ON m.id = p.model_id
  WHERE m.name = ${model} AND p.name = ${pointer}`;

const sumsOf = (tx: Tx, target: Target, since: Date) =>
  tx.$queryRaw<Sums[]>`
    WITH served AS (${served(target)}), counted AS (
      SELECT r.*, served.live_id = CASE WHEN r.arm = 'baseline' THEN base_version_id ELSE candidate_id END AS live,
             r.metric = ${COUNTS_ANSWERS} AND (r.arm = 'baseline' OR served.kind <> 'shadow') AS request
      FROM metric_rollup r JOIN served ON served.id = r.exposure_id
      WHERE coalesce(served.until, 'infinity') >= ${since} AND r.bucket_at >= ${since}
        AND r.slice = '' AND r.clock = 'sender' AND r.bucket_seconds = ${CHART_SECONDS}
    ), minutes AS (
      SELECT metric, bucket_at,
             sum(n) FILTER (WHERE live) AS n,
             sum(n + non_finite) FILTER (WHERE live) AS answered,
             sum(total) FILTER (WHERE live) AS total,
             sum(total_squares) FILTER (WHERE live) AS squares,
             sum(n + non_finite) FILTER (WHERE request) AS requests
      FROM counted GROUP BY metric, bucket_at
    )
    SELECT metric, min(bucket_at) AS "firstAt",
           coalesce(sum(n), 0)::float8 AS n,
           coalesce(sum(answered), 0)::float8 AS answered,
           coalesce(sum(total), 0) AS total,
           coalesce(sum(squares), 0) AS "totalSquares",
           coalesce(sum(requests), 0)::float8 AS requests,
           coalesce(max(requests), 0)::float8 AS busiest
    FROM minutes GROUP BY metric`;

/** How both answers to one request differed, where what is live now was compared in shadow. Pairs are kept by receipt alone. */
async function pairsOf(tx: Tx, target: Target, since: Date): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ metric: string; variance: number }[]>`
    WITH served AS (${served(target)}), summed AS (
      SELECT r.metric, sum(r.n)::float8 AS n, sum(r.total) AS total, sum(r.total_squares) AS squares
      FROM metric_rollup r JOIN served ON served.id = r.exposure_id
      WHERE served.kind = 'shadow' AND served.live_id = served.base_version_id AND coalesce(served.until, 'infinity') >= ${since}
        AND r.bucket_at >= ${since} AND r.slice = '' AND r.clock = 'receipt' AND r.arm = 'pair'
      GROUP BY r.metric
    )
    SELECT metric, greatest(0, squares - total * total / n) / (n - 1) AS variance FROM summed WHERE n > 1`;
  return new Map(rows.map(({ metric, variance }) => [metric, variance]));
}

/** The live version's values by bin, of the exposures that served in that time. */
async function histogramsOf(
  tx: Tx,
  target: Target,
  since: Date,
): Promise<ReadonlyMap<string, ExponentialHistogram>> {
  const rows = await tx.$queryRaw<{ metric: string; bins: number[]; counts: number[] }[]>`
    WITH served AS (${served(target)})
    SELECT h.metric, h.bins, h.counts::float8[] AS counts
    FROM metric_histogram h JOIN served ON served.id = h.exposure_id
    WHERE coalesce(served.until, 'infinity') >= ${since} AND h.bucket_seconds = ${WHOLE_EXPOSURE}
      AND h.metric = ANY(${[...IN_HISTOGRAMS]}::text[])
      AND served.live_id = CASE WHEN h.arm = 'baseline' THEN base_version_id ELSE candidate_id END`;
  const metrics = [...new Set(rows.map(({ metric }) => metric))];
  return new Map(
    metrics.map((metric) => [metric, mergeHistograms(...rows.filter((row) => row.metric === metric))]),
  );
}
