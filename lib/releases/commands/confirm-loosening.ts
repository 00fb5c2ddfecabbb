import { z } from "zod";
import { permit } from "#lib/access/permission.ts";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayUseFunction } from "#lib/councils/approving.ts";
import type { ExposureEvent } from "#lib/exposure/events.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { isStanding } from "#lib/policy/freeze.ts";
import { type FreezeEvent, freezeStream } from "#lib/policy/freeze-events.ts";
import { mayConfirmLoosening } from "#lib/policy/loosening.ts";
import { lockFreezes, looseningById } from "#lib/policy/rows/freezes.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { callerBeside, releaseExcepted } from "#lib/releases/rows/loosenings.ts";
import { pointerOff, switchedOn } from "#lib/releases/rows/switched-on.ts";

type Confirmed = FreezeEvent | ExposureEvent;

/** Confirms that a freeze ends, or lets one release pass, as the second of two people who are independent of each other. */
export const confirmLoosening = defineCommand({
  name: "confirm-loosening",
  permission: "loosening:confirm",
  summary: "Confirm that a freeze ends or lets a release pass",
  input: z.strictObject({ loosening: id, stepUpId: id.optional() }),
  output: z.object({ loosening: z.string() }),

  async load(tx, { loosening: asked, stepUpId }, context) {
    const { caller, now } = context;
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person can loosen a freeze.");
    await holdPolicy(tx, caller.workspaceId);
    await lockFreezes(tx, caller.workspaceId);
    const loosening = await looseningById(tx, asked);
    if (!loosening) return refuse("not-found", "loosening-not-found", "There is no such proposal here.");
    const release = await releaseExcepted(tx, loosening.releaseNumber, now);
    if (!release.ok) return release;
    const proof = await spendForDeed(tx, context, { act: "confirm-loosening", of: asked, stepUpId });
    if (!proof.ok) return proof;
    const beside = await callerBeside(tx, caller, { other: loosening.proposedById, now });
    const pointer = await pointerOff(tx, loosening.window);
    return ok({ ...beside, loosening, release: release.value, pointer });
  },

  decide({ signer, circle, bond, days, loosening, release, pointer }, _input, { caller, now }) {
    const permitted = permit(signer, "loosening:confirm");
    if (!permitted.ok) return permitted;
    const waited = mayUseFunction(signer.id, circle);
    if (!waited.ok) return waited;
    const may = mayConfirmLoosening(loosening, {
      by: signer.id,
      bond,
      nameOf: circle.nameOf,
      now,
      standing: isStanding(loosening.window),
      freezeEnded: loosening.freezeEndedAt !== null,
      partIn: release?.partIn ?? null,
    });
    if (!may.ok) return may;
    const { id: of, freezeId: freeze, kind } = loosening;
    const passes = release ? { release: release.id, number: release.number } : {};
    const confirmed = eventOf("loosening.confirmed", {
      stream: freezeStream(caller.workspaceId),
      targets: [{ type: "freeze", id: freeze }, ...(release ? [{ type: "release", id: release.id }] : [])],
      data: { loosening: of, freeze, kind, ...passes, days },
    });
    const switched = pointer ? [switchedOn(pointer, { freeze, loosening: of })] : [];
    return ok<Confirmed[]>([confirmed, ...switched]);
  },

  async record(tx, _events, { loosening: { id: of, freezeId, kind } }, { caller, now }) {
    const confirmed = { confirmedById: caller.id, confirmedByName: caller.name, confirmedAt: now };
    await tx.loosening.update({ where: { id: of }, data: confirmed });
    if (kind === "end") await tx.freeze.update({ where: { id: freezeId }, data: { endedAt: now } });
    return { loosening: of };
  },
});
