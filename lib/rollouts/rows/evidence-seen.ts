import type { Tx } from "#lib/db/client.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { gatherStageEvidence, type StageOfRollout } from "./stage-evidence.ts";

/** By exposure, what it said when it was last read. In this process alone: a new one reads everything once. */
const seen = new Map<string, { readonly key: string; readonly evidence: Evidence }>();
const SEEN_MAX = 1000;

/**
 * The evidence of the stages that rollouts are in, in their order; null where it could not be read. Roll-ups are read again
 * only where they changed since the last time, or a bucket has come of age.
 */
export async function evidenceSeen(
  tx: Tx,
  stages: readonly StageOfRollout[],
  asOf: Date,
): Promise<(Evidence | null)[]> {
  const exposures = stages.map(({ rollout }) => rollout.exposureId!);
  const rows = await tx.$queryRaw<{ exposureId: string; mark: string }[]>`
    SELECT exposure_id AS "exposureId", mark FROM evidence_mark WHERE exposure_id = ANY(${exposures}::uuid[])`;
  const marks = new Map(rows.map(({ exposureId, mark }) => [exposureId, mark]));
  const found: (Evidence | null)[] = [];
  for (const stage of stages) {
    const exposureId = stage.rollout.exposureId!;
    const key = keyOf(stage, marks.get(exposureId), asOf);
    const last = seen.get(exposureId);
    const evidence =
      last?.key === key
        ? { ...last.evidence, asOf: asOf.toISOString() }
        : await gatherStageEvidence(tx, stage, asOf).catch(() => null);
    if (evidence) remember(exposureId, { key, evidence });
    found.push(evidence);
  }
  return found;
}

/** Equal where the evidence can differ in nothing but its `asOf`. */
function keyOf({ rollout, plan, stage }: StageOfRollout, mark: string | undefined, asOf: Date): string {
  const enteredMs = rollout.stageEnteredAt.getTime();
  return [mark, stage.id, enteredMs, ...bucketsOver(plan, enteredMs, asOf.getTime())].join(" ");
}

/** How many buckets are over and how many have their labels, from the epoch and from the stage's begin. */
function bucketsOver({ cohortSeconds, maturitySeconds }: Plan, enteredMs: number, nowMs: number): number[] {
  const widthMs = cohortSeconds * 1000;
  const matureMs = nowMs - maturitySeconds * 1000;
  return [nowMs, matureMs, nowMs - enteredMs, matureMs - enteredMs].map((ms) => Math.floor(ms / widthMs));
}

/** The newest of those last used; the one unused for longest goes first. */
function remember(exposureId: string, read: { key: string; evidence: Evidence }): void {
  seen.delete(exposureId);
  seen.set(exposureId, read);
  if (seen.size > SEEN_MAX) seen.delete(seen.keys().next().value!);
}
