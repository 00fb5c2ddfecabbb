import { z } from "zod";
import { lockFactors, peopleOnly } from "#lib/access/rows/lock-factors.ts";
import { newRecoveryCodes, storeRecoveryCodes } from "#lib/access/rows/recovery-codes.ts";
import { spendForOwn } from "#lib/access/rows/spend-step-up.ts";
import { factorStream } from "#lib/access/second-factor.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Creates new recovery codes, shown once; the previous ones become invalid. */
export const renewRecovery = defineCommand({
  name: "renew-recovery",
  permission: "recovery:renew",
  summary: "Create new recovery codes",
  input: z.strictObject({ stepUpId: id }),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
  answersOnce: true,

  async load(tx, { stepUpId }, { caller, now }) {
    if (caller.kind !== "person") return peopleOnly;
    const held = await lockFactors(tx, caller.workspaceId, caller.id);
    const proof = await spendForOwn(tx, { caller, now }, { act: "renew-recovery", stepUpId });
    return proof.ok ? ok({ ...held, codes: newRecoveryCodes() }) : proof;
  },

  decide({ factors, codes }, _input, { caller }) {
    if (factors.length === 0)
      return refuse("illegal", "no-factor", "You have no second factor to recover.", {
        todo: "Add a passkey or an app first. Recovery codes come with it.",
      });
    const renewed = eventOf("recovery.renewed", {
      stream: factorStream(caller.id),
      targets: [{ type: "person", id: caller.id }],
      data: { recoveryCodes: codes.length },
    });
    return ok([renewed]);
  },

  async record(tx, _events, { codes }, { caller, now, newId }) {
    await storeRecoveryCodes(tx, { personId: caller.id, codes, now, newId });
    return { recoveryCodes: codes.map(({ shown }) => shown) };
  },
});
