import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import type { ExposureEvent } from "#lib/exposure/events.ts";
import { lockPointer } from "#lib/exposure/rows/current-exposure.ts";
import type { Shift } from "#lib/exposure/rows/shift-exposure.ts";
import { pointerName, prose, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { offTerms } from "#lib/policy/freeze.ts";
import { type FreezeEvent, freezeStream } from "#lib/policy/freeze-events.ts";
import { lockFreezes, offBy, storeFreeze } from "#lib/policy/rows/freezes.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import type { RolloutEvent } from "#lib/rollouts/events.ts";
import { backToBase, takenBack, writeTakenBack } from "#lib/rollouts/rows/take-back.ts";
import { lockUnderWay } from "#lib/rollouts/rows/under-way.ts";

type SwitchedOff = (ExposureEvent | FreezeEvent | ReleaseEvent | RolloutEvent) & { shift?: Shift };

/**
 * Switches a pointer off: everyone there is on the base version at once, and nothing starts or goes further until two people
 * switch it on. A rollout under way is rolled back in the same transaction; what was fully released stays. It only holds and
 * rolls back, so one person may, with a reason.
 */
export const switchOffPointer = defineCommand({
  name: "switch-off-pointer",
  permission: "pointer:switch-off",
  summary: "Switch a pointer off: roll back what is under way and let nothing start",
  input: z.strictObject({ model: slug, pointer: pointerName, reason: prose(500) }),
  output: z.object({ freeze: z.string(), rolledBack: z.number().nullable() }),

  async load(tx, asked, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person switches a pointer off.");
    const pointer = await tx.pointer.findFirst({
      where: { name: asked.pointer, model: { name: asked.model } },
      include: { model: true },
    });
    if (!pointer) return refuse("not-found", "pointer-not-found", "This model has no such pointer.");
    const known = await lockUnderWay(tx, pointer.id);
    if (!known.ok) return known;
    // In the order in which a judgement locks, which it may race; a start that came first is found by looking again.
    await lockPointer(tx, pointer.id);
    await lockFreezes(tx, caller.workspaceId);
    const underWay = await lockUnderWay(tx, pointer.id);
    if (!underWay.ok) return underWay;
    return ok({ pointer, underWay: underWay.value, off: await offBy(tx, pointer.id) });
  },

  decide({ pointer, underWay, off }, { reason }, { caller, now, newId }) {
    if (off !== null)
      return refuse("conflict", "pointer-off-already", `${pointer.name} is switched off already.`);
    const freeze = newId();
    const of = [
      { type: "pointer", id: pointer.id },
      { type: "freeze", id: freeze },
    ];
    const shift = underWay && backToBase(underWay, newId(), "The pointer was switched off");
    const said = { by: "hand" as const, freeze, breachAt: null, detectedAt: now.toISOString() };
    const model = pointer.model.name;
    const switched = eventOf("pointer.switched-off", {
      stream: `pointer/${pointer.id}`,
      targets: of,
      data: { pointer: pointer.name, model, freeze, rollout: underWay?.rollout.number ?? null },
      details: { reason },
    });
    const held = eventOf("freeze.created", {
      stream: freezeStream(caller.workspaceId),
      targets: of,
      data: { freeze, ...offTerms(pointer) },
      details: { name: `${model}.${pointer.name} is switched off`, reason },
    });
    const back = underWay && shift ? takenBack(underWay, shift, said, { reason }) : [];
    return ok<SwitchedOff[]>([held, switched, ...back]);
  },

  async record(tx, [held, switched, first], { pointer, underWay }, context) {
    if (switched?.type !== "pointer.switched-off" || held?.type !== "freeze.created")
      throw new Error("no switch");
    const { freeze } = switched.data;
    await storeFreeze(tx, { id: freeze, terms: offTerms(pointer), ...held.details }, context);
    if (!underWay) return { freeze, rolledBack: null };
    const because = switched.details.reason;
    const times = { breachAt: null, detectedAt: context.now, decidedAt: context.now };
    await writeTakenBack(tx, underWay, first!.shift!, { because, ...times });
    return { freeze, rolledBack: underWay.rollout.number };
  },
});
