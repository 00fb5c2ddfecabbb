import type { Exposure, ModelVersion, Pointer } from "#generated/prisma/client.ts";
import { eventOf } from "#lib/command/event-of.ts";
import type { Tx } from "#lib/db/client.ts";
import { type ExposureSplit, LIVE_COHORT_SECONDS } from "#lib/exposure/exposure.ts";

/** What the pointer serves from now on, and why. */
export type Shift = {
  readonly exposureId: string;
  readonly pointer: Pick<Pointer, "id" | "workspaceId" | "name">;
  readonly before: Exposure | null;
  readonly base: Pick<ModelVersion, "id" | "number" | "digest">;
  readonly candidate: Pick<ModelVersion, "id" | "number" | "digest"> | null;
  readonly exposure: ExposureSplit;
  readonly rollout: { readonly id: string; readonly salt: string; readonly planDigest: string };
  readonly cohortSeconds: number;
  readonly reason: string;
};

/** Everyone on one version: after the last stage and after a rollback. */
export const everyoneOn = (
  version: Shift["base"],
): Pick<Shift, "base" | "candidate" | "exposure" | "cohortSeconds"> => ({
  base: version,
  candidate: null,
  exposure: { kind: "live", candidateWeight: 0, holdoutWeight: 0 },
  cohortSeconds: LIVE_COHORT_SECONDS,
});

/** The event that a pointer serves differently from now on. Its history consists of these. */
export function pointerMoved(shift: Shift) {
  const { pointer, base, candidate, exposure, rollout, reason } = shift;
  return eventOf("pointer.moved", {
    stream: `pointer/${pointer.id}`,
    targets: [
      { type: "pointer", id: pointer.id },
      { type: "version", id: base.id, digest: base.digest },
      ...(candidate ? [{ type: "version", id: candidate.id, digest: candidate.digest }] : []),
    ],
    data: {
      pointer: pointer.name,
      exposure: shift.exposureId,
      kind: exposure.kind,
      base: base.number,
      candidate: candidate?.number ?? null,
      candidateWeight: exposure.candidateWeight,
      holdoutWeight: exposure.holdoutWeight,
      rollout: rollout.id,
      reason,
    },
  });
}

/** Writes the exposure row; a database notification reaches the servers when the transaction commits. */
export async function writeShift(tx: Tx, shift: Shift, now: Date): Promise<void> {
  const { pointer, base, candidate, exposure, rollout } = shift;
  await tx.exposure.create({
    data: {
      id: shift.exposureId,
      workspaceId: pointer.workspaceId,
      pointerId: pointer.id,
      sequence: (shift.before?.sequence ?? 0) + 1,
      at: now,
      kind: exposure.kind,
      baseVersionId: base.id,
      candidateId: candidate?.id ?? null,
      candidateWeight: exposure.candidateWeight,
      holdoutWeight: exposure.holdoutWeight,
      cohortSeconds: shift.cohortSeconds,
      rolloutId: rollout.id,
      planDigest: rollout.planDigest,
      salt: rollout.salt,
      reason: shift.reason,
    },
  });
}
