import type {
  Exposure,
  Model,
  ModelVersion,
  Pointer,
  Release,
  Rollout as Row,
} from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { currentExposure, lockPointer } from "#lib/exposure/rows/current-exposure.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Moving } from "#lib/policy/freeze.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import { ROLLOUT_STATES, type RolloutState } from "#lib/rollouts/rollout.ts";
import { planOf } from "./rollout-plan.ts";

/** A rollout's row, its state narrowed. */
export type Rollout = Omit<Row, "state"> & { readonly state: RolloutState };

export const rolloutOf = (row: Row): Rollout => ({ ...row, state: oneOf(ROLLOUT_STATES, row.state) });

export type RolloutFile = {
  readonly rollout: Rollout;
  readonly plan: Plan;
  readonly stage: Stage;
  readonly release: Release;
  readonly pointer: Pointer & { model: Model };
  readonly base: ModelVersion | null;
  readonly candidate: ModelVersion;
  /** What the pointer serves now. */
  readonly exposure: Exposure | null;
};

/**
 * A rollout with its release and pointer, locked in the order release, rollout, pointer. Serializes the decisions of
 * one rollout.
 */
export async function lockRollout(tx: Tx, number: number): Promise<Result<RolloutFile, Refusal>> {
  const known = await tx.rollout.findFirst({
    where: { number },
    select: { id: true, releaseId: true, pointerId: true },
  });
  if (!known) return unknown(number);
  await tx.$executeRaw`SELECT id FROM release WHERE id = ${known.releaseId}::uuid FOR UPDATE`;
  await tx.$executeRaw`SELECT id FROM rollout WHERE id = ${known.id}::uuid FOR UPDATE`;
  await lockPointer(tx, known.pointerId);
  return readRollout(tx, number);
}

/** The same without locks, for views and for checking whether something is due. */
export async function readRollout(tx: Tx, number: number): Promise<Result<RolloutFile, Refusal>> {
  const row = await tx.rollout.findFirst({ where: { number } });
  if (!row) return unknown(number);
  const rollout = rolloutOf(row);
  const plan = planOf(rollout);
  const release = await tx.release.findUniqueOrThrow({ where: { id: rollout.releaseId } });
  const pointer = await tx.pointer.findUniqueOrThrow({
    where: { id: rollout.pointerId },
    include: { model: true },
  });
  const candidate = await tx.modelVersion.findUniqueOrThrow({ where: { id: rollout.candidateId } });
  const base = rollout.baseVersionId
    ? await tx.modelVersion.findUnique({ where: { id: rollout.baseVersionId } })
    : null;
  const exposure = await currentExposure(tx, rollout.pointerId);
  return ok({
    rollout,
    plan,
    stage: plan.stages[rollout.stageIndex]!,
    release,
    pointer,
    base,
    candidate,
    exposure,
  });
}

/** What a freeze may hold of it. */
export const movingOf = ({ release, pointer }: Pick<RolloutFile, "release" | "pointer">): Moving => ({
  releaseId: release.id,
  modelId: release.modelId,
  pointer: pointer.name,
  changeClass: release.changeClass,
});

const unknown = (number: number) =>
  refuse("not-found", "rollout-not-found", `There is no rollout ${number} here.`);
