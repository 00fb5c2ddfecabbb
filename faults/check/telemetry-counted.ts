import { setTimeout as sleep } from "node:timers/promises";
import { COUNTS_ANSWERS, COUNTS_OUTCOMES } from "#lib/metrics/catalogue.ts";
import { WHOLE_EXPOSURE } from "#lib/monitoring/histogram.ts";
import type { History } from "../load/history.ts";
import type { Installation } from "../rig/installation.ts";

const SWEPT_SECONDS_MAX = 20;

/** Every acknowledged batch counts once; roll-ups, subjects, histograms and sources equal what the rows say. */
export async function telemetryCounted(
  { sql }: Installation,
  history: History,
  faults: string[],
): Promise<Record<string, number>> {
  const batches = await sql<{ kind: string; id: string }>("SELECT kind, id FROM ingest_batch");
  const stored = new Set(batches.map(({ kind, id }) => `${kind} ${id}`));
  const sent = history.operations.filter(({ what }) => ["predictions", "outcomes"].includes(what));
  for (const { id, what, key, ending } of sent) {
    const there = stored.has(`${what} ${key}`);
    if (ending === "ok" && !there) faults.push(`operation ${id}: an acknowledged batch of ${what} is lost`);
    if (ending === "refused" && there) faults.push(`operation ${id}: a refused batch of ${what} was counted`);
  }
  await swept(sql, faults);
  await rollupsAgree(sql, faults);
  await subjectsAgree(sql, faults);
  await sourcesAgree(sql, faults);
  const [rows] = await sql<{ rows: string }>("SELECT count(*) AS rows FROM prediction");
  return { batches: sent.length, predictions: Number(rows!.rows) };
}

/** An outcome whose prediction is stored is joined to it, by the sweep at the latest. */
async function swept(sql: Installation["sql"], faults: string[]): Promise<void> {
  const deadline = Date.now() + SWEPT_SECONDS_MAX * 1000;
  const left = `SELECT count(*)::int AS n FROM outcome o JOIN prediction p USING (workspace_id, prediction_id) WHERE (p.label IS NULL AND p.truth IS NULL) OR p.label_revision < o.revision`;
  while (true) {
    const [row] = await sql<{ n: number }>(left);
    if (row?.n === 0) return;
    if (Date.now() > deadline) faults.push(`${row?.n} outcomes are still without their prediction`);
    if (Date.now() > deadline) return;
    await sleep(200);
  }
}

async function rollupsAgree(sql: Installation["sql"], faults: string[]): Promise<void> {
  const rows = await sql<{ exposure: string; arm: string; metric: string; rolled: number; counted: number }>(
    `WITH counted AS (
       SELECT exposure_id, arm, '${COUNTS_ANSWERS}' AS metric, count(*)::int AS n FROM prediction GROUP BY 1, 2
       UNION ALL
       SELECT exposure_id, arm, '${COUNTS_OUTCOMES}', count(*)::int FROM prediction WHERE label IS NOT NULL GROUP BY 1, 2
     ), rolled AS (
       SELECT exposure_id, arm, metric, sum(n + non_finite)::int AS n FROM metric_rollup
       WHERE slice = '' AND bucket_seconds = 60 AND clock = 'sender' AND metric IN ('${COUNTS_ANSWERS}', '${COUNTS_OUTCOMES}') GROUP BY exposure_id, arm, metric
     )
     SELECT coalesce(c.exposure_id, r.exposure_id)::text AS exposure, coalesce(c.arm, r.arm) AS arm,
            coalesce(c.metric, r.metric) AS metric, coalesce(r.n, 0) AS rolled, coalesce(c.n, 0) AS counted
     FROM counted c FULL JOIN rolled r ON (c.exposure_id, c.arm, c.metric) = (r.exposure_id, r.arm, r.metric)
     WHERE coalesce(c.n, 0) <> coalesce(r.n, 0)`,
  );
  for (const { exposure, arm, metric, rolled, counted } of rows)
    faults.push(`${metric} of ${arm} in exposure ${exposure}: ${rolled} rolled up, ${counted} rows`);
}

/** The subjects that were counted, the rows of their groups and the latencies by bin. */
async function subjectsAgree(sql: Installation["sql"], faults: string[]): Promise<void> {
  const rows = await sql<{ exposure: string; arm: string; what: string; kept: number; counted: number }>(
    `WITH counted AS (
       SELECT exposure_id, arm, 'subjects' AS what, (count(*) FILTER (WHERE subject IS NULL) + count(DISTINCT subject))::int AS n
       FROM prediction GROUP BY 1, 2
       UNION ALL SELECT exposure_id, arm, 'rows of subjects', count(subject)::int FROM prediction GROUP BY 1, 2
       UNION ALL SELECT exposure_id, arm, 'latencies', count(latency_ms)::int FROM prediction GROUP BY 1, 2
     ), kept AS (
       SELECT exposure_id, arm, 'subjects' AS what, sum(units)::int AS n FROM metric_rollup
       WHERE slice = '' AND bucket_seconds = 60 AND clock = 'sender' AND metric = '${COUNTS_ANSWERS}' GROUP BY 1, 2
       UNION ALL SELECT exposure_id, arm, 'rows of subjects', (SELECT sum(n) FROM unnest(rows) AS n)::int
       FROM subject_group_sums WHERE metric = '${COUNTS_ANSWERS}'
       UNION ALL SELECT exposure_id, arm, 'latencies', (SELECT sum(n) FROM unnest(counts) AS n)::int
       FROM metric_histogram WHERE bucket_seconds = ${WHOLE_EXPOSURE}
     )
     SELECT coalesce(c.exposure_id, k.exposure_id)::text AS exposure, coalesce(c.arm, k.arm) AS arm,
            coalesce(c.what, k.what) AS what, coalesce(k.n, 0) AS kept, coalesce(c.n, 0) AS counted
     FROM counted c FULL JOIN kept k ON (c.exposure_id, c.arm, c.what) = (k.exposure_id, k.arm, k.what)
     WHERE coalesce(c.n, 0) <> coalesce(k.n, 0)`,
  );
  for (const { exposure, arm, what, kept, counted } of rows)
    faults.push(`${what} of ${arm} in exposure ${exposure}: ${kept} kept, ${counted} in the rows`);
}

/** What each source reported of each arm. */
async function sourcesAgree(sql: Installation["sql"], faults: string[]): Promise<void> {
  const rows = await sql<{ exposure: string; arm: string; source: string; kept: string; counted: string }>(
    `WITH counted AS (
       SELECT exposure_id, arm, source, concat_ws(' ', count(*), count(*) FILTER (
           WHERE failed OR score IS NULL OR latency_ms IS NULL OR abs(score) >= 'Infinity' OR abs(latency_ms) >= 'Infinity'),
         count(*) FILTER (WHERE receipt_valid), count(*) FILTER (WHERE NOT receipt_valid)) AS sums
       FROM prediction GROUP BY exposure_id, arm, source
     ), kept AS (
       SELECT exposure_id, arm, source, concat_ws(' ', rows, broken, receipts_valid, receipts_invalid) AS sums FROM source_sums
     )
     SELECT exposure_id::text AS exposure, arm, source, coalesce(k.sums, 'nothing') AS kept, coalesce(c.sums, 'nothing') AS counted
     FROM counted c FULL JOIN kept k USING (exposure_id, arm, source) WHERE c.sums IS DISTINCT FROM k.sums`,
  );
  for (const { exposure, arm, source, kept, counted } of rows)
    faults.push(`source "${source}" of ${arm} in exposure ${exposure}: ${kept} kept, ${counted} in the rows`);
}
