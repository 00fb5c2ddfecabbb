import { z } from "zod";
import { permit } from "#lib/access/permission.ts";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayUseFunction } from "#lib/councils/approving.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { STOP_TERMS } from "#lib/policy/freeze.ts";
import { type FreezeEvent, freezeStream } from "#lib/policy/freeze-events.ts";
import { lockFreezes, standingStop, storeFreeze } from "#lib/policy/rows/freezes.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { mayConfirmStop } from "#lib/policy/stop.ts";
import { callerBeside } from "#lib/releases/rows/loosenings.ts";

/**
 * Stops all rollouts of the workspace, as the second of two people who are independent of each other. From this
 * transaction on none starts, resumes or goes further; the reconciler halts those under way.
 */
export const confirmStop = defineCommand({
  name: "confirm-stop",
  permission: "stop:confirm",
  summary: "Confirm that all rollouts stop",
  input: z.strictObject({ stop: id, stepUpId: id.optional() }),
  output: z.object({ stop: z.string() }),

  async load(tx, { stop: asked, stepUpId }, context) {
    const { caller, now } = context;
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person can stop all rollouts.");
    await holdPolicy(tx, caller.workspaceId);
    await lockFreezes(tx, caller.workspaceId);
    const stop = await tx.stop.findUnique({ where: { id: asked } });
    if (!stop) return refuse("not-found", "stop-not-found", "There is no such request here.");
    const proof = await spendForDeed(tx, context, { act: "confirm-stop", of: asked, stepUpId });
    if (!proof.ok) return proof;
    const beside = await callerBeside(tx, caller, { other: stop.askedById, now });
    return ok({ ...beside, stop, inForce: (await standingStop(tx)) !== null });
  },

  decide({ signer, circle, bond, days, stop, inForce }, _input, { caller, now }) {
    const permitted = permit(signer, "stop:confirm");
    if (!permitted.ok) return permitted;
    const waited = mayUseFunction(signer.id, circle);
    if (!waited.ok) return waited;
    const { nameOf } = circle;
    const may = mayConfirmStop(stop, { by: signer.id, inForce, bond, nameOf, now });
    if (!may.ok) return may;
    const of = { stream: freezeStream(caller.workspaceId), targets: [{ type: "stop", id: stop.id }] };
    const held = { data: { freeze: stop.id, ...STOP_TERMS }, details: { name: NAME, reason: stop.reason } };
    return ok<FreezeEvent[]>([
      eventOf("stop.confirmed", { ...of, data: { stop: stop.id, days } }),
      eventOf("freeze.created", { ...of, targets: [{ type: "freeze", id: stop.id }], ...held }),
    ]);
  },

  async record(tx, _events, { stop: { id, reason } }, context) {
    const { caller, now } = context;
    const confirmed = { confirmedById: caller.id, confirmedByName: caller.name, confirmedAt: now };
    await tx.stop.update({ where: { id }, data: confirmed });
    await storeFreeze(tx, { id, name: NAME, reason, terms: STOP_TERMS }, context);
    return { stop: id };
  },
});

const NAME = "All rollouts are stopped";
