import type { Tx } from "#lib/db/client.ts";
import { type ExposureSplit, plannedCandidateShare } from "#lib/exposure/exposure.ts";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import { harmSign } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { GuardrailRule, Plan } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { ArmEvidence, Evidence, GuardrailEvidence } from "#lib/rollouts/evidence.ts";

export type StageUnderWatch = {
  readonly exposureId: string;
  readonly enteredAt: Date;
  readonly exposure: ExposureSplit;
};

/** Windows of a threshold rule, newest last. */
const RECENT_WINDOWS = 100;

type Bucket = {
  metric: string;
  arm: "baseline" | "candidate";
  bucketAt: Date;
  n: number;
  nonFinite: number;
  total: number;
  totalSquares: number;
  latestAt: Date;
};

/**
 * Everything the present stage is judged by, from the roll-ups of its own exposure alone: no outcome of an earlier
 * stage is mixed in. Quality counts only buckets whose label window is over, of the same age in both arms.
 */
export async function gatherEvidence(
  tx: Tx,
  plan: Plan,
  stage: StageUnderWatch,
  asOf: Date,
): Promise<Evidence> {
  const buckets = await tx.$queryRaw<Bucket[]>`
    SELECT metric, arm, bucket_at AS "bucketAt", n, non_finite AS "nonFinite", total, total_squares AS "totalSquares",
           latest_at AS "latestAt"
    FROM metric_rollup
    WHERE exposure_id = ${stage.exposureId}::uuid AND slice = '' AND bucket_seconds = ${plan.cohortSeconds}
    ORDER BY bucket_at`;
  const asked = buckets.filter((bucket) => bucket.metric === COUNTS_ANSWERS);
  return {
    asOf: asOf.toISOString(),
    stageEnteredAt: stage.enteredAt.toISOString(),
    watermark: watermarkOf(asked, plan, stage.enteredAt)?.toISOString() ?? null,
    byGuardrail: Object.fromEntries(
      plan.guardrails.flatMap((guardrail) => {
        const metric = metricOfGuardrail(plan, guardrail);
        if (!metric) return [];
        return [[guardrail.id, evidenceOf(guardrail.rule, metric, matureFor(metric, buckets, plan, asOf))]];
      }),
    ),
    exposureCounts: {
      baseline: counted(asked, "baseline"),
      candidate: counted(asked, "candidate"),
      plannedCandidateShare: plannedCandidateShare(stage.exposure),
    },
  };
}

/**
 * How far event time has been processed: the start of the last bucket, of the arm that is behind. An arm whose clock
 * or whose reports lag holds the stage, however lively the other is. The bucket the stage began in starts with it.
 */
function watermarkOf(asked: readonly Bucket[], { cohortSeconds }: Plan, enteredAt: Date): Date | null {
  const last = new Map(asked.map(({ arm, bucketAt }) => [arm, bucketAt.getTime()]));
  if (last.size === 0) return null;
  const startMs = Math.min(...last.values());
  const entered = enteredAt.getTime();
  return new Date(startMs + cohortSeconds * 1000 > entered ? Math.max(startMs, entered) : startMs);
}

/** The metric's own buckets; of quality only those whose label window is over, known from that moment on. */
function matureFor({ id, known }: Metric, buckets: readonly Bucket[], plan: Plan, asOf: Date): Bucket[] {
  const own = buckets.filter((bucket) => bucket.metric === id);
  if (known.when !== "outcome") return own;
  const windowMs = (plan.maturitySeconds + plan.cohortSeconds) * 1000;
  return own.flatMap((bucket) => {
    const matureMs = bucket.bucketAt.getTime() + windowMs;
    const latestAt = new Date(Math.max(bucket.latestAt.getTime(), matureMs));
    return matureMs <= asOf.getTime() ? [{ ...bucket, latestAt }] : [];
  });
}

function evidenceOf(rule: GuardrailRule, metric: Metric, buckets: readonly Bucket[]): GuardrailEvidence {
  const candidate = buckets.filter((bucket) => bucket.arm === "candidate");
  const means = candidate.filter((bucket) => bucket.n > 0).map((bucket) => bucket.total / bucket.n);
  return {
    baseline: armOf(buckets.filter((bucket) => bucket.arm === "baseline")),
    candidate: armOf(candidate),
    ...(rule.kind === "threshold" ? { recent: means.slice(-RECENT_WINDOWS) } : {}),
    ...(areRareHarms(metric) ? { blocks: blocksOf(buckets) } : {}),
  };
}

/** Yes or no at once, and yes is the harm: what the exact test of rare events is for. */
const areRareHarms = (metric: Metric): boolean =>
  metric.kind === "share" && metric.known.when === "answer" && harmSign(metric) === 1;

function armOf(buckets: readonly Bucket[]): ArmEvidence | null {
  if (buckets.length === 0) return null;
  const sum = (key: "n" | "nonFinite" | "total" | "totalSquares") =>
    buckets.reduce((all, bucket) => all + bucket[key], 0);
  const n = sum("n");
  const mean = n === 0 ? 0 : sum("total") / n;
  const latest = Math.max(...buckets.map((bucket) => bucket.latestAt.getTime()));
  // Rounding can leave the sum of squared deviations a hair below nothing.
  const m2 = Math.max(0, sum("totalSquares") - n * mean * mean);
  return { n, mean, m2, nonFinite: sum("nonFinite"), latestAt: new Date(latest).toISOString() };
}

function blocksOf(buckets: readonly Bucket[]) {
  const byTime = new Map<
    number,
    { baseline: { n: number; events: number }; candidate: { n: number; events: number } }
  >();
  for (const bucket of buckets) {
    const key = bucket.bucketAt.getTime();
    const block = byTime.get(key) ?? { baseline: { n: 0, events: 0 }, candidate: { n: 0, events: 0 } };
    block[bucket.arm] = { n: bucket.n, events: Math.round(bucket.total) };
    byTime.set(key, block);
  }
  return [...byTime.values()];
}

const counted = (asked: readonly Bucket[], arm: string): number =>
  asked.filter((bucket) => bucket.arm === arm).reduce((n, bucket) => n + bucket.n + bucket.nonFinite, 0);
