import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { pointerName, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { daysLater, HOUR_MS } from "#lib/kernel/time.ts";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import { CHART_SECONDS } from "#lib/monitoring/rollup.ts";
import { findModel } from "#lib/registry/rows/find-model.ts";
import { pointerTrafficView } from "#lib/rollouts/views/pointer-traffic.ts";

const DAYS = 7;

/** The last week's requests to a pointer, and what the version that is live there answered. */
export const pointerTraffic = defineQuery({
  name: "pointer-traffic",
  permission: "rollout:read",
  summary: "The last week's traffic of a pointer, and what its live version answered",
  input: z.strictObject({ model: slug, pointer: pointerName }),
  output: pointerTrafficView,

  async load(tx, target, { now }) {
    const found = await findModel(tx, target.model);
    if (!found.ok) return found;
    const since = daysLater(now, -DAYS);
    const sums = await sumsOf(tx, target, since);
    const requests = sums.reduce((total, { requests }) => total + requests, 0);
    const first = Math.min(...sums.map(({ firstAt }) => firstAt.getTime()));
    if (requests === 0) return ok({ perHour: 0, metrics: [] });
    const hours = Math.max(1000 * CHART_SECONDS, now.getTime() - Math.max(first, since.getTime())) / HOUR_MS;
    const perHour = requests / hours;
    const answers = sums.find(({ metric }) => metric === COUNTS_ANSWERS)!;
    return ok({
      perHour,
      metrics: sums
        .filter(({ n }) => n > 1)
        .map(({ metric, n, total, totalSquares }) => ({
          metric,
          // The live version answered a part of the requests; it would have the same of the others.
          perHour: (perHour * n) / answers.answered,
          mean: total / n,
          variance: Math.max(0, totalSquares - (total * total) / n) / (n - 1),
        })),
    });
  },
});

type Sums = {
  metric: string;
  /** Values of the live version, and their sums. */
  n: number;
  answered: number;
  total: number;
  totalSquares: number;
  /** Answers to requests, each counted once: in shadow both versions answer the same. */
  requests: number;
  firstAt: Date;
};

const sumsOf = (tx: Tx, { model, pointer }: { model: string; pointer: string }, since: Date) =>
  tx.$queryRaw<Sums[]>`
    WITH served AS (
      SELECT e.*, lead(e.at) OVER (ORDER BY e.sequence) AS until,
             first_value(e.base_version_id) OVER (ORDER BY e.sequence DESC) AS live_id
      FROM exposure e JOIN pointer p ON p.id = e.pointer_id JOIN model m ON m.id = p.model_id
      WHERE m.name = ${model} AND p.name = ${pointer}
    ), counted AS (
      SELECT r.*, served.live_id = CASE WHEN r.arm = 'baseline' THEN base_version_id ELSE candidate_id END AS live,
             r.metric = ${COUNTS_ANSWERS} AND (r.arm = 'baseline' OR served.kind <> 'shadow') AS request
      FROM metric_rollup r JOIN served ON served.id = r.exposure_id
      WHERE coalesce(served.until, 'infinity') >= ${since} AND r.bucket_at >= ${since}
        AND r.slice = '' AND r.clock = 'sender' AND r.bucket_seconds = ${CHART_SECONDS}
    )
    SELECT metric, min(bucket_at) AS "firstAt",
           coalesce(sum(n) FILTER (WHERE live), 0)::float8 AS n,
           coalesce(sum(n + non_finite) FILTER (WHERE live), 0)::float8 AS answered,
           coalesce(sum(total) FILTER (WHERE live), 0) AS total,
           coalesce(sum(total_squares) FILTER (WHERE live), 0) AS "totalSquares",
           coalesce(sum(n + non_finite) FILTER (WHERE request), 0)::float8 AS requests
    FROM counted GROUP BY metric`;
