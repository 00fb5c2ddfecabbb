import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { signerNow } from "#lib/councils/rows/signer-now.ts";
import { mayWithdrawWaiver } from "#lib/councils/waiver-rules.ts";
import { ordinal, prose, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { aboutWaiver, lockWaiver } from "#lib/releases/rows/waivers.ts";

/**
 * Ends a waiver before its time, or takes a request back. Its gate fails again at once: nothing that it covered is approved,
 * starts or widens by it any more.
 */
export const withdrawWaiver = defineCommand({
  name: "withdraw-waiver",
  permission: "waiver:withdraw",
  summary: "End a waiver early",
  input: z.strictObject({ model: slug, waiver: ordinal, reason: prose(2000) }),
  output: z.object({ number: z.number() }),

  async load(tx, { model, waiver }, { caller, now }) {
    const file = await lockWaiver(tx, { model, waiver }, now);
    return file.ok ? ok({ ...file.value, by: await signerNow(tx, caller, now) }) : file;
  },

  decide({ by, ...file }, { reason }, { now }) {
    if (by.kind !== "person") return refuse("forbidden", "person-only", "Only a person withdraws a waiver.");
    const { waiver, askers } = file;
    const may = mayWithdrawWaiver(by, { ...waiver, askers }, now);
    if (!may.ok) return may;
    const { about, said } = aboutWaiver(file);
    return ok([eventOf("waiver.withdrawn", { ...about, data: said, details: { reason } })]);
  },

  async record(tx, _events, { waiver }, { caller, now }) {
    await tx.waiver.update({
      where: { id: waiver.id },
      data: { withdrawnAt: now, withdrawnByName: caller.name },
    });
    return { number: waiver.number };
  },
});
