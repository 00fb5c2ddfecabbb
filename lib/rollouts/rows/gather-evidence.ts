import type { Tx } from "#lib/db/client.ts";
import { type ExposureSplit, plannedCandidateShare } from "#lib/exposure/exposure.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import type { ArmEvidence, Evidence, GuardrailEvidence } from "#lib/rollouts/evidence.ts";
import { readsBlocks } from "#lib/rollouts/harm.ts";
import { readsWindows } from "#lib/rollouts/rules.ts";
import { type ArmSums, armSums, candidateMeans, type EvidenceSource, eventBlocks } from "./rollup-sums.ts";

export type StageUnderWatch = {
  readonly exposureId: string;
  readonly enteredAt: Date;
  readonly exposure: ExposureSplit;
};

/** Every answer counts as one row of it, so it says how many were asked, and until when. */
const ASKED = "error-rate";
/** Known with the outcome; every other metric is known with the answer. */
const QUALITY: readonly string[] = ["log-loss", "brier", "accuracy"];

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
  const guardrails = plan.guardrails.filter(({ rule }) => rule.kind !== "sample-ratio");
  const metrics = new Set([ASKED, ...guardrails.flatMap(({ metric }) => metric ?? [])]);
  const windowSeconds = plan.maturitySeconds + plan.cohortSeconds;
  const source: EvidenceSource = {
    exposureId: stage.exposureId,
    cohortSeconds: plan.cohortSeconds,
    metrics: [...metrics],
    quality: QUALITY,
    matureUntil: secondsLater(asOf, -windowSeconds),
    windowSeconds,
  };
  const sums = await armSums(tx, source);
  const byGuardrail: Record<string, GuardrailEvidence> = {};
  for (const guardrail of guardrails)
    byGuardrail[guardrail.id] = await evidenceOf(tx, guardrail, source, sums);
  const asked = (arm: string) => sums.find((one) => one.metric === ASKED && one.arm === arm);
  const counted = (arm: string) => (asked(arm)?.n ?? 0) + (asked(arm)?.nonFinite ?? 0);
  return {
    asOf: asOf.toISOString(),
    stageEnteredAt: stage.enteredAt.toISOString(),
    watermark: watermarkOf([asked("baseline"), asked("candidate")], plan, stage.enteredAt),
    byGuardrail,
    exposureCounts: {
      baseline: counted("baseline"),
      candidate: counted("candidate"),
      plannedCandidateShare: plannedCandidateShare(stage.exposure),
    },
  };
}

/**
 * How far event time has been processed: the start of the last bucket, of the arm that is behind. An arm whose clock
 * or whose reports lag holds the stage, however lively the other is. The bucket the stage began in starts with it.
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

async function evidenceOf(
  tx: Tx,
  guardrail: Guardrail,
  source: EvidenceSource,
  sums: readonly ArmSums[],
): Promise<GuardrailEvidence> {
  const { metric = "" } = guardrail;
  const arm = (name: ArmSums["arm"]) => sums.find((one) => one.metric === metric && one.arm === name);
  if (sums.some((one) => one.metric === metric && !isWhole(one))) return overflowed;
  return {
    baseline: armOf(arm("baseline")),
    candidate: armOf(arm("candidate")),
    ...(readsWindows(guardrail) ? { recent: await candidateMeans(tx, source, metric) } : {}),
    ...(readsBlocks(guardrail) ? { blocks: await eventBlocks(tx, source, metric) } : {}),
  };
}

/** Canonical JSON holds no infinity: sums that overflowed are an error, never an exception. */
const isWhole = ({ total, totalSquares }: ArmSums): boolean =>
  Number.isFinite(total) && Number.isFinite(totalSquares);
const overflowed: GuardrailEvidence = {
  baseline: null,
  candidate: null,
  error: "a sum is too large to be held",
};

function armOf(sums: ArmSums | undefined): ArmEvidence | null {
  if (!sums) return null;
  const { n, nonFinite, total, totalSquares, latestAt } = sums;
  const mean = n === 0 ? 0 : total / n;
  // Rounding can leave the sum of squared deviations a hair below nothing.
  const m2 = Math.max(0, totalSquares - n * mean * mean);
  return { n, mean, m2, nonFinite, latestAt: latestAt.toISOString() };
}
