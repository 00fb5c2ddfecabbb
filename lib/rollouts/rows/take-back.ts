import { eventOf } from "#lib/command/event-of.ts";
import type { Tx } from "#lib/db/client.ts";
import { everyoneOn, pointerMoved, type Shift, writeShift } from "#lib/exposure/rows/shift-exposure.ts";
import type { DataIn } from "#lib/kernel/event-catalogue.ts";
import type { rolloutEvents } from "#lib/rollouts/events.ts";
import type { RolloutFile } from "./lock-rollout.ts";

/** Puts everyone back on the base version. */
export function backToBase(file: RolloutFile, exposureId: string, reason: string): Shift {
  const { rollout, pointer, exposure } = file;
  if (!file.base) throw new Error("a rollout without a base cannot be rolled back");
  const { id, salt, planDigest } = rollout;
  return {
    exposureId,
    pointer,
    before: exposure,
    rollout: { id, salt, planDigest },
    ...everyoneOn(file.base),
    reason,
  };
}

/** The events of a rollback: the rollout's, the release's and the pointer's. */
export function takenBack(
  file: RolloutFile,
  shift: Shift,
  said: Omit<DataIn<typeof rolloutEvents, "rollout.rolling-back">, "number" | "release" | "stage">,
  details: { readonly reason?: string } = {},
) {
  const { rollout, release } = file;
  const targets = [
    { type: "rollout", id: rollout.id, digest: rollout.planDigest },
    { type: "release", id: release.id, digest: release.subjectDigest },
  ];
  const data = { ...said, number: rollout.number, release: release.number, stage: file.stage.id };
  return [
    eventOf("rollout.rolling-back", { stream: `rollout/${rollout.id}`, targets, data, details }, { shift }),
    eventOf("release.rolled-back", {
      stream: `release/${release.id}`,
      targets,
      data: { number: release.number },
    }),
    pointerMoved(shift),
  ] as const;
}

/** When the breach arrived, was detected and was decided; servers confirm actuation. */
export type RollbackTimes = { breachAt: Date | null; detectedAt: Date; decidedAt: Date };

/** Writes the rollback: the pointer, the step it ends, the rollout and the release. */
export async function writeTakenBack(
  tx: Tx,
  file: RolloutFile,
  shift: Shift,
  { because, ...times }: RollbackTimes & { because: string },
): Promise<void> {
  const { rollout, release } = file;
  await writeShift(tx, shift, times.decidedAt);
  await tx.rolloutStep.updateMany({
    where: { rolloutId: rollout.id, leftAt: null },
    data: { leftAt: times.decidedAt, outcome: "rolled-back" },
  });
  await tx.rollout.update({
    where: { id: rollout.id },
    data: {
      state: "rolling-back",
      exposureId: shift.exposureId,
      endedAt: times.decidedAt,
      because,
      ...times,
    },
  });
  await tx.release.update({ where: { id: release.id }, data: { state: "rolled-back" } });
}
