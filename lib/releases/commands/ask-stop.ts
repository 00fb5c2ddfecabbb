import { z } from "zod";
import { permit } from "#lib/access/permission.ts";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayUseFunction } from "#lib/councils/approving.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { freezeStream } from "#lib/policy/freeze-events.ts";
import { lockFreezes, openStop, standingStop } from "#lib/policy/rows/freezes.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { mayAskStop, STOP_SUBJECT } from "#lib/policy/stop.ts";
import { callerBeside } from "#lib/releases/rows/loosenings.ts";

/** Asks to stop all rollouts of the workspace. Nothing stops before a second person confirms it, within minutes. */
export const askStop = defineCommand({
  name: "ask-stop",
  permission: "stop:ask",
  summary: "Ask to stop all rollouts",
  input: z.strictObject({ reason: prose(500), stepUpId: id.optional() }),
  output: z.object({ stop: z.string() }),

  async load(tx, { stepUpId }, context) {
    const { caller, now } = context;
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person can stop all rollouts.");
    await holdPolicy(tx, caller.workspaceId);
    await lockFreezes(tx, caller.workspaceId);
    const proof = await spendForDeed(tx, context, { act: "ask-stop", of: STOP_SUBJECT, stepUpId });
    if (!proof.ok) return proof;
    const { signer, circle } = await callerBeside(tx, caller, { now });
    const inForce = (await standingStop(tx)) !== null;
    return ok({ signer, circle, inForce, open: await openStop(tx, now) });
  },

  decide({ signer, circle, ...around }, { reason }, { caller, newId }) {
    const permitted = permit(signer, "stop:ask");
    if (!permitted.ok) return permitted;
    const waited = mayUseFunction(signer.id, circle);
    if (!waited.ok) return waited;
    const may = mayAskStop(signer.id, around);
    if (!may.ok) return may;
    const stop = newId();
    const asked = eventOf("stop.asked", {
      stream: freezeStream(caller.workspaceId),
      targets: [{ type: "stop", id: stop }],
      data: { stop },
      details: { reason },
    });
    return ok([asked]);
  },

  async record(tx, [asked], _facts, { caller, now }) {
    const { data, details } = asked!;
    const by = { askedById: caller.id, askedByName: caller.name, askedAt: now };
    await tx.stop.create({ data: { id: data.stop, workspaceId: caller.workspaceId, ...details, ...by } });
    return data;
  },
});
