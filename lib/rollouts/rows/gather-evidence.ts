import type { Tx } from "#lib/db/client.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { type ExposureSplit, plannedCandidateShare } from "#lib/exposure/exposure.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import { type Metric, rowsOf } from "#lib/metrics/metric.ts";
import type { Guardrail, GuardrailRule, Plan } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type {
  ArmEvidence,
  Evidence,
  GuardrailEvidence,
  LabelCount,
  SubjectEvidence,
} from "#lib/rollouts/evidence.ts";
import { readsBlocks } from "#lib/rollouts/harm.ts";
import { readsStretches } from "#lib/rollouts/late-harm.ts";
import { readsWindows } from "#lib/rollouts/rules.ts";
import type { Stretch } from "#lib/stats/late-harm.ts";
import { stretchesOver } from "./arm-stretches.ts";
import { type EvidenceReads, storedReads } from "./evidence-reads.ts";
import { receiptCounts } from "./receipt-counts.ts";
import { type ArmSums, type EvidenceSource, momentsOfSums } from "./rollup-sums.ts";
import { slicesRead } from "./slice-evidence.ts";
import type { HistogramsOf } from "./stored-histograms.ts";
import type { SubjectsOf } from "./subject-evidence.ts";

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
  const guardrails = measuredBy(plan);
  const source = sourceOf(plan, stage.exposureId, asOf);
  const sums = await reads.sums(source);
  const byMetric = Map.groupBy(sums, ({ metric }) => metric);
  const bySubject = await reads.subjects(source, sums);
  const counted = guardrails.flatMap(({ metric: { quantile } }) => (quantile ? [quantile.of] : []));
  const histograms = await reads.histograms(source, [...new Set(counted)]);
  const cut = await reads.stretches(source, inStretches(plan), stage);
  const stretches = stretchesOver(cut, source, stage, asOf);
  const bySlice = await slicesRead(reads, plan, source, asOf);
  const byGuardrail: Record<string, GuardrailEvidence> = {};
  for (const guardrail of guardrails) {
    const read = { sums: byMetric, bySubject, histograms, stretches };
    const found = await evidenceOf(reads, guardrail, source, read);
    byGuardrail[guardrail.id] = { ...found, ...bySlice(guardrail) };
  }
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

type Measured = Omit<Guardrail, "metric"> & { readonly metric: Metric };

/** The guardrails that watch a metric, with its definition. */
export function measuredBy(plan: Plan): readonly Measured[] {
  const known = measured.get(plan);
  if (known) return known;
  const found = plan.guardrails.flatMap((guardrail) => {
    const metric = metricOfGuardrail(plan, guardrail);
    return metric ? [{ ...guardrail, metric }] : [];
  });
  measured.set(plan, found);
  return found;
}

const measured = new WeakMap<Plan, readonly Measured[]>();

/** The metrics in which a harm that began late is looked for. */
export function inStretches(plan: Plan): string[] {
  const sought = measuredBy(plan).filter(({ rule, metric }) => readsStretches(rule, metric));
  return [...new Set(sought.map(({ metric }) => metric.id))];
}

/** The roll-ups that a stage is judged by at a moment. */
export function sourceOf(plan: Plan, exposureId: string, asOf: Date): EvidenceSource {
  const guardrails = measuredBy(plan);
  const windowSeconds = plan.maturitySeconds + plan.cohortSeconds;
  const quality = guardrails.filter(({ metric }) => metric.known.when === "outcome");
  // Whole buckets, so that what counts as newest changes with the bucket.
  const newestBuckets = Math.ceil(
    Math.min(...quality.map(({ maxStalenessSeconds }) => maxStalenessSeconds)) / plan.cohortSeconds,
  );
  const matureUntil = secondsLater(asOf, -windowSeconds);
  return {
    exposureId,
    cohortSeconds: plan.cohortSeconds,
    metrics: [...new Set([COUNTS_ANSWERS, ...guardrails.map(({ metric }) => rowsOf(metric))])],
    quality: quality.map(({ metric }) => metric.id),
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

/** What was read for all guardrails at once. */
type Read = {
  readonly sums: ReadonlyMap<string, readonly ArmSums[]>;
  readonly bySubject: SubjectsOf;
  readonly histograms: HistogramsOf;
  readonly stretches: ReadonlyMap<string, Stretch[]>;
};

async function evidenceOf(
  reads: EvidenceReads,
  { rule, metric }: { rule: GuardrailRule; metric: Metric },
  source: EvidenceSource,
  { sums, bySubject, histograms, stretches }: Read,
): Promise<GuardrailEvidence> {
  const own = sums.get(rowsOf(metric)) ?? [];
  if (!own.every(isWhole)) return overflowed;
  const arm = (name: ArmSums["arm"]) =>
    armOf(
      own.find((one) => one.arm === name),
      bySubject(rowsOf(metric), name),
    );
  const arms = { baseline: arm("baseline"), candidate: arm("candidate") };
  const paired = arm("pair");
  return {
    ...arms,
    ...(paired && arePaired(paired, arms) ? { paired } : {}),
    ...(metric.known.when === "outcome"
      ? { labels: labelsOf(own, sums.get(COUNTS_ANSWERS) ?? [], source) }
      : {}),
    ...(metric.quantile ? { histograms: histograms(metric.quantile.of) } : {}),
    ...(readsWindows(rule) ? { recent: await reads.windows(source, metric.id) } : {}),
    ...(readsStretches(rule, metric) ? { stretches: stretches.get(metric.id) ?? [] } : {}),
    ...(readsBlocks(rule, metric) ? { blocks: await reads.blocks(source, metric.id) } : {}),
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
export const isWhole = ({ total, totalSquares }: Pick<ArmSums, "total" | "totalSquares">): boolean =>
  Number.isFinite(total) && Number.isFinite(totalSquares);
export const overflowed: GuardrailEvidence = {
  baseline: null,
  candidate: null,
  error: "a sum is too large to be held",
};

type Sums = Pick<ArmSums, "n" | "nonFinite" | "total" | "totalSquares" | "latestAt"> &
  Partial<Pick<ArmSums, "corrected">>;

/** An arm's sums as the judge reads them. */
export function armOf(sums: Sums | undefined, bySubject: SubjectEvidence | null): ArmEvidence | null {
  if (!sums) return null;
  const { nonFinite, latestAt, corrected = 0 } = sums;
  return {
    ...momentsOfSums(sums),
    nonFinite,
    latestAt: latestAt.toISOString(),
    ...(corrected > 0 ? { corrected } : {}),
    ...(bySubject ? { bySubject } : {}),
  };
}
