import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import type { ExposureEvent } from "#lib/exposure/events.ts";
import { everyoneOn, pointerMoved, type Shift, writeShift } from "#lib/exposure/rows/shift-exposure.ts";
import { ordinal, pointerName, prose, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import { mayReturn } from "#lib/rollouts/returning.ts";
import { lockReturning, type ReturningFile } from "#lib/rollouts/rows/returning.ts";

type Returned = (ExposureEvent | ReleaseEvent) & { shift?: Shift };

/**
 * Puts everyone back on a version that was approved and live on this pointer before. It needs a reason and no council,
 * and passes every freeze; the server checks that it was.
 */
export const returnPointer = defineCommand({
  name: "return-pointer",
  permission: "pointer:return",
  summary: "Go back to a version that was approved and live here before",
  input: z.strictObject({ model: slug, pointer: pointerName, version: ordinal, reason: prose(2000) }),
  output: z.object({ pointer: z.string(), version: z.number(), release: z.number() }),

  async load(tx, asked, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person goes back by hand.");
    return lockReturning(tx, asked);
  },

  decide(file, { reason }, { newId }) {
    const may = mayReturn({ ...file, pointer: file.pointer.name });
    if (!may.ok) return may;
    const { pointer, version, base, release, replaced, rollout } = file;
    const shift: Shift = {
      exposureId: newId(),
      pointer,
      before: file.live,
      rollout,
      ...everyoneOn(version),
      reason: `Went back to v${version.number} by hand`,
    };
    const returned = eventOf(
      "pointer.returned",
      {
        stream: `pointer/${pointer.id}`,
        targets: [
          { type: "pointer", id: pointer.id },
          { type: "version", id: version.id, digest: version.digest },
          { type: "release", id: release.id, digest: release.subjectDigest },
        ],
        data: { pointer: pointer.name, version: version.number, from: base.number, release: release.number },
        details: { reason },
      },
      { shift },
    );
    return ok<Returned[]>([returned, pointerMoved(shift), ...statesAfter(release, replaced)]);
  },

  async record(tx, events, { pointer, version, release, replaced }, { now }) {
    await writeShift(tx, events[0]!.shift!, now);
    if (replaced) await tx.release.update({ where: { id: replaced.id }, data: { state: "superseded" } });
    await tx.release.update({ where: { id: release.id }, data: { state: "released" } });
    return { pointer: pointer.name, version: version.number, release: release.number };
  },
});

/** The release that is live again, and the one whose place it takes. */
function statesAfter(release: ReturningFile["release"], replaced: ReturningFile["replaced"]): Returned[] {
  const of = ({ id, subjectDigest: digest }: ReturningFile["release"]) => ({
    stream: `release/${id}`,
    targets: [{ type: "release", id, digest }],
  });
  const reinstated = eventOf("release.reinstated", { ...of(release), data: { number: release.number } });
  if (!replaced) return [reinstated];
  const superseded = eventOf("release.superseded", {
    ...of(replaced),
    data: { number: replaced.number, by: release.number },
  });
  return [superseded, reinstated];
}
