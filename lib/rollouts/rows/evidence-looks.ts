import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { ArmHistograms } from "#lib/rollouts/quantile-harm.ts";

/** A stage's exposure and the time it was watched. */
export type WatchedStep = { readonly exposureId: string; readonly enteredAt: Date; readonly until: Date };

/** What both arms had reported of one metric from the start of a stage to one moment, and the pairs of their answers. */
export type EvidenceSoFar = {
  readonly exposureId: string;
  readonly metric: string;
  readonly at: Date;
  /** The last evidence before it, where none came in between for longer than any guardrail allows. */
  readonly silentSince: Date | null;
  readonly worstWindow: number | null;
  /** How many looks the stage had; fewer are returned where they cannot all be drawn. */
  readonly taken: number;
  /** The values up to then by bin, of a metric that is a quantile. */
  readonly histograms?: ArmHistograms;
} & Record<"baseline" | "candidate", SumsSoFar> &
  Partial<Record<"paired", SumsSoFar>>;

type SumsSoFar = Record<"n" | "nonFinite" | "total" | "totalSquares", number>;

/** A stage is looked at whenever a bucket counted, but at most this often. */
const LOOKS_MAX = 2000;
/** All stages together are drawn from about this many stretches of time, of which each shows up to four looks. */
const STRETCHES_MAX = 180;
const STRETCHES_PER_STAGE_MAX = 60;

/**
 * The evidence of every stage as it grew. Of each stretch of time it returns the looks with the lowest and the highest
 * difference, the one that ended the longest silence, and the last.
 */
export async function evidenceLooks(
  tx: Tx,
  plan: Plan,
  metrics: readonly Metric[],
  steps: readonly WatchedStep[],
): Promise<EvidenceSoFar[]> {
  if (steps.length === 0 || metrics.length === 0) return [];
  const rows = await keptLooks(tx, plan, metrics, steps);
  const better = new Map(metrics.map((metric) => [metric.id, metric.better]));
  return rows.map((row) => soFarOf(row, better.get(row.metric) === "higher" ? row.least : row.most));
}

function keptLooks(
  tx: Tx,
  plan: Plan,
  metrics: readonly Metric[],
  steps: readonly WatchedStep[],
): Promise<Row[]> {
  const { cohortSeconds, maturitySeconds } = plan;
  const { lookSeconds, stretches, silentSeconds } = grainOf(plan, steps);
  const quality = metrics.filter(({ known }) => known.when === "outcome").map(({ id }) => id);
  return tx.$queryRaw<Row[]>`
    WITH step AS (
      SELECT * FROM unnest(
        ${steps.map((step) => step.exposureId)}::uuid[],
        ${steps.map((step) => step.enteredAt)}::timestamptz[],
        ${steps.map((step) => step.until)}::timestamptz[]) AS step (exposure_id, entered_at, until)
    ), counted AS (
      SELECT r.*, s.entered_at, s.until,
             CASE WHEN metric = ANY(${quality}::text[]) THEN make_interval(secs => ${maturitySeconds + cohortSeconds})
                  ELSE interval '0' END AS window_over
      FROM metric_rollup r JOIN step s USING (exposure_id)
      WHERE r.slice = '' AND r.bucket_seconds = ${cohortSeconds} AND r.clock = 'receipt' AND r.metric = ANY(${metrics.map(({ id }) => id)}::text[])
    ), look AS (
      SELECT exposure_id, metric, entered_at, until, min(bucket_at) AS first, max(bucket_at) AS last, max(window_over) AS window_over,
             ${ADDED},
             max(total / nullif(n, 0)) FILTER (WHERE arm = 'candidate') AS highest,
             min(total / nullif(n, 0)) FILTER (WHERE arm = 'candidate') AS lowest
      FROM counted
      WHERE bucket_at + window_over <= until
      GROUP BY exposure_id, metric, entered_at, until,
               floor(extract(epoch FROM bucket_at - entered_at) / ${lookSeconds}::float8)
    ), so_far AS (
      SELECT exposure_id, metric, entered_at, until, highest, lowest,
             greatest(entered_at, CASE WHEN window_over > interval '0' THEN last + window_over
               ELSE least(last + make_interval(secs => ${cohortSeconds}), until) END) AS at,
             lag(last) OVER grown + window_over AS before, first - lag(last) OVER grown AS silence,
             ${GROWN}
      FROM look WINDOW grown AS (PARTITION BY exposure_id, metric ORDER BY last)
    ), placed AS (
      SELECT *, silence > make_interval(secs => ${silentSeconds}) AS silent,
             coalesce(pt / nullif(pn, 0), ct / nullif(cn, 0) - bt / nullif(bn, 0)) AS difference,
             floor(extract(epoch FROM at - entered_at) / greatest(1, extract(epoch FROM until - entered_at)) * ${stretches}::float8) AS stretch
      FROM so_far
    ), ranked AS (
      SELECT *, max(highest) OVER stretched AS most, min(lowest) OVER stretched AS least,
             (count(*) OVER (PARTITION BY exposure_id, metric))::float8 AS taken,
             row_number() OVER (stretched ORDER BY difference DESC NULLS LAST) AS up,
             row_number() OVER (stretched ORDER BY difference NULLS LAST) AS down,
             row_number() OVER (stretched ORDER BY silence DESC NULLS LAST) AS quiet,
             row_number() OVER (stretched ORDER BY at DESC) AS latest
      FROM placed WINDOW stretched AS (PARTITION BY exposure_id, metric, stretch)
    )
    SELECT exposure_id AS "exposureId", metric, at, CASE WHEN silent THEN before END AS "silentSince", taken,
           most, least, ${SUMS}
    FROM ranked WHERE up = 1 OR down = 1 OR latest = 1 OR (silent AND quiet = 1)
    ORDER BY exposure_id, metric, at`;
}

/** How long the longest of these stages was watched. */
export const longestSeconds = (steps: readonly WatchedStep[]): number =>
  Math.max(...steps.map(({ enteredAt, until }) => (Number(until) - Number(enteredAt)) / 1000));

/** A longer silence leaves the evidence of some guardrail stale. */
export const silentAfterSeconds = ({ guardrails }: Pick<Plan, "guardrails">): number =>
  Math.min(...guardrails.map(({ maxStalenessSeconds }) => maxStalenessSeconds));

/** How finely stages of this length are read and drawn. */
function grainOf(plan: Plan, steps: readonly WatchedStep[]) {
  const { cohortSeconds } = plan;
  const spanSeconds = longestSeconds(steps);
  return {
    lookSeconds: cohortSeconds * Math.max(1, Math.ceil(spanSeconds / cohortSeconds / LOOKS_MAX)),
    stretches: Math.min(STRETCHES_PER_STAGE_MAX, Math.ceil(STRETCHES_MAX / steps.length)),
    silentSeconds: silentAfterSeconds(plan),
  };
}

const ARMS = { b: "baseline", c: "candidate", p: "pair" } as const;
const SUMMED = {
  n: "sum(n)::float8",
  x: "sum(non_finite)::float8",
  t: "sum(total)",
  s: "sum(total_squares)",
} as const;
type Short = `${keyof typeof ARMS}${keyof typeof SUMMED}`;

/** "bn": the count of the baseline. */
const each = (text: (name: string, arm: string, sum: string) => string): Prisma.Sql =>
  Prisma.raw(
    Object.entries(ARMS)
      .flatMap(([a, arm]) => Object.entries(SUMMED).map(([s, sum]) => text(`${a}${s}`, arm, sum)))
      .join(", "),
  );
const ADDED = each((name, arm, sum) => `${sum.replace(")", `) FILTER (WHERE arm = '${arm}')`)} AS ${name}`);
const GROWN = each((name) => `coalesce(sum(${name}) OVER grown, 0) AS ${name}`);
const SUMS = each((name) => name);

type Row = Pick<EvidenceSoFar, "exposureId" | "metric" | "at" | "silentSince" | "taken"> &
  Record<"most" | "least", number | null> &
  Record<Short, number>;

function soFarOf(row: Row, worstWindow: number | null): EvidenceSoFar {
  const { exposureId, metric, at, silentSince, taken } = row;
  const sums = (arm: keyof typeof ARMS): SumsSoFar => ({
    n: row[`${arm}n`],
    nonFinite: row[`${arm}x`],
    total: row[`${arm}t`],
    totalSquares: row[`${arm}s`],
  });
  const paired = sums("p");
  return {
    exposureId,
    metric,
    at,
    silentSince,
    taken,
    worstWindow,
    baseline: sums("b"),
    candidate: sums("c"),
    ...(paired.n + paired.nonFinite > 0 ? { paired } : {}),
  };
}
