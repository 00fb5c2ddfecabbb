import type { Tx } from "#lib/db/client.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { type ExposureSplit, plannedCandidateShare } from "#lib/exposure/exposure.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import { rowsOf } from "#lib/metrics/metric.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { ArmEvidence, Evidence, GuardrailEvidence, LabelCount } from "#lib/rollouts/evidence.ts";
import { readsBlocks } from "#lib/rollouts/harm.ts";
import { readsStretches } from "#lib/rollouts/late-harm.ts";
import { readsWindows } from "#lib/rollouts/rules.ts";
import type { Block } from "#lib/stats/bernoulli.ts";
import type { Stretch } from "#lib/stats/late-harm.ts";
import { type RowsOf, rowsRead } from "./arm-rows.ts";
import { stretchesOver, stretchesUntil } from "./arm-stretches.ts";
import { type EvidenceReads, storedReads } from "./evidence-reads.ts";
import { type Measured, readsOf } from "./plan-reads.ts";
import { receiptCounts } from "./receipt-counts.ts";
import type { ArmSums, EvidenceSource } from "./rollup-sums.ts";
import { slicesRead } from "./slice-evidence.ts";
import type { HistogramsOf } from "./stored-histograms.ts";

export type StageUnderWatch = {
  readonly exposureId: string;
  readonly enteredAt: Date;
  readonly exposure: ExposureSplit;
  readonly deadlineSeconds: number;
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
  reads: EvidenceReads = storedReads(tx),
): Promise<Evidence> {
  const watched = readsOf(plan);
  const source = sourceOf(plan, stage.exposureId, asOf);
  const sums = await reads.sums(source);
  const byMetric = Map.groupBy(sums, ({ metric }) => metric);
  const over = stretchesUntil(source, stage, asOf);
  const read: Read = {
    rows: rowsRead(byMetric, await reads.subjects(source, sums)),
    answered: byMetric.get(COUNTS_ANSWERS) ?? [],
    histograms: await reads.histograms(source, watched.histograms),
    stretches: stretchesOver(await reads.stretches(source, watched.stretches, stage, over), over),
    windows: await readEach(watched.windows, (metric) => reads.windows(source, metric)),
    blocks: await readEach(watched.blocks, (metric) => reads.blocks(source, metric)),
  };
  const bySlice = await slicesRead(reads, plan, source, asOf);
  const byGuardrail: Record<string, GuardrailEvidence> = {};
  for (const guardrail of watched.guardrails)
    byGuardrail[guardrail.id] = { ...evidenceOf(guardrail, source, read), ...bySlice(guardrail) };
  const asked = (arm: string) => byMetric.get(COUNTS_ANSWERS)?.find((one) => one.arm === arm);
  const answersOf = (arm: string) => (asked(arm)?.n ?? 0) + (asked(arm)?.nonFinite ?? 0);
  return {
    asOf: asOf.toISOString(),
    stageEnteredAt: stage.enteredAt.toISOString(),
    watermark: watermarkOf([asked("baseline"), asked("candidate")], plan, stage.enteredAt),
    byGuardrail,
    exposureCounts: {
      baseline: answersOf("baseline"),
      candidate: answersOf("candidate"),
      plannedCandidateShare: plannedCandidateShare(stage.exposure),
      units: { baseline: asked("baseline")?.units ?? 0, candidate: asked("candidate")?.units ?? 0 },
      ...(await reads.shared(plan, stage.exposureId, asOf)),
    },
    ...(await receiptCounts(tx, plan, stage.exposureId)),
  };
}

/** The roll-ups that a stage is judged by at a moment. */
export function sourceOf(plan: Plan, exposureId: string, asOf: Date): EvidenceSource {
  const { rows, quality, qualitySeconds } = readsOf(plan);
  const windowSeconds = plan.maturitySeconds + plan.cohortSeconds;
  // Whole buckets, so that what counts as newest changes with the bucket.
  const newestBuckets = Math.ceil(qualitySeconds / plan.cohortSeconds);
  const matureUntil = secondsLater(asOf, -windowSeconds);
  return {
    exposureId,
    cohortSeconds: plan.cohortSeconds,
    metrics: rows,
    quality,
    matureUntil,
    newestSince:
      quality.length === 0 ? matureUntil : secondsLater(matureUntil, -newestBuckets * plan.cohortSeconds),
    windowSeconds,
  };
}

/**
 * How far event time has been processed: the start of the last bucket of the arm that is behind. An arm with a slow
 * clock or late reports holds the stage, however busy the other is. The bucket in which the stage began starts with
 * the stage.
 */
function watermarkOf(
  asked: readonly (ArmSums | undefined)[],
  { cohortSeconds }: Plan,
  enteredAt: Date,
): string | null {
  const reported = asked.flatMap((arm) => (arm ? [arm.lastBucketAt.getTime()] : []));
  if (reported.length === 0) return null;
  const startMs = Math.min(...reported);
  const enteredMs = enteredAt.getTime();
  const spansEntry = startMs + cohortSeconds * 1000 > enteredMs;
  return new Date(spansEntry ? Math.max(startMs, enteredMs) : startMs).toISOString();
}

/** Of each of these metrics, what is read one after the other: a transaction has one connection. */
async function readEach<T>(
  metrics: readonly string[],
  read: (metric: string) => T | Promise<T>,
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  for (const metric of metrics) found.set(metric, await read(metric));
  return found;
}

/** What was read for all guardrails at once. */
type Read = {
  readonly rows: RowsOf;
  readonly answered: readonly ArmSums[];
  readonly histograms: HistogramsOf;
  readonly stretches: ReadonlyMap<string, Stretch[]>;
  readonly windows: ReadonlyMap<string, number[]>;
  readonly blocks: ReadonlyMap<string, Block[]>;
};

function evidenceOf({ rule, metric }: Measured, source: EvidenceSource, read: Read): GuardrailEvidence {
  const { sums, areWhole, baseline, candidate, pair } = read.rows(rowsOf(metric));
  if (!areWhole) return overflowed;
  const arms = { baseline, candidate };
  return {
    ...arms,
    ...(pair && arePaired(pair, arms) ? { paired: pair } : {}),
    ...(metric.known.when === "outcome" ? { labels: labelsOf(sums, read.answered, source) } : {}),
    ...(metric.quantile ? { histograms: read.histograms(metric.quantile.of) } : {}),
    ...(readsWindows(rule) ? { recent: read.windows.get(metric.id) ?? [] } : {}),
    ...(readsStretches(rule, metric) ? { stretches: read.stretches.get(metric.id) ?? [] } : {}),
    ...(readsBlocks(rule, metric) ? { blocks: read.blocks.get(metric.id) ?? [] } : {}),
  };
}

/** Pairs stand for the arms where hardly a row of either is left out: which are is no chance. */
const PAIRED_MIN = 0.95;

export function arePaired(
  paired: ArmEvidence,
  { baseline, candidate }: Record<Arm, ArmEvidence | null>,
): boolean {
  const rows = Math.max(...[baseline, candidate].map((arm) => (arm ? arm.n + arm.nonFinite : 0)));
  return paired.n + paired.nonFinite >= PAIRED_MIN * rows;
}

/** Every outcome counts in each of its metrics, as a number or not. */
function labelsOf(
  own: readonly ArmSums[],
  answered: readonly ArmSums[],
  { matureUntil, newestSince }: EvidenceSource,
): NonNullable<GuardrailEvidence["labels"]> {
  const both = (of: (labelled?: ArmSums, answers?: ArmSums) => LabelCount) => {
    const [baseline, candidate] = (["baseline", "candidate"] as const).map((arm) =>
      of(...[own, answered].map((some) => some.find((one) => one.arm === arm))),
    );
    return { baseline: baseline!, candidate: candidate! };
  };
  return {
    ...both((labelled, answers) => ({
      owed: answers?.owed ?? 0,
      labelled: (labelled?.n ?? 0) + (labelled?.nonFinite ?? 0),
    })),
    newest: {
      ...both((labelled, answers) => ({ owed: answers?.newestOwed ?? 0, labelled: labelled?.newest ?? 0 })),
      seconds: (matureUntil.getTime() - newestSince.getTime()) / 1000,
    },
  };
}

/** Canonical JSON has no infinity: an overflowed sum is reported as an error, never thrown. */
export const overflowed: GuardrailEvidence = {
  baseline: null,
  candidate: null,
  error: "a sum is too large to be held",
};
