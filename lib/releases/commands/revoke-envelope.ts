import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayRevokeEnvelope } from "#lib/councils/envelope-rules.ts";
import { ordinal, prose, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { aboutEnvelope, lockEnvelope } from "#lib/releases/rows/envelopes.ts";

/**
 * Ends an envelope, by one person and at any time. Nothing is approved, started or widened by it any more; what is under way
 * under it holds, and can be rolled back.
 */
export const revokeEnvelope = defineCommand({
  name: "revoke-envelope",
  permission: "envelope:revoke",
  summary: "End an envelope for standard changes",
  input: z.strictObject({ model: slug, envelope: ordinal, reason: prose(2000) }),
  output: z.object({ number: z.number() }),

  load: (tx, { model, envelope }, { now }) => lockEnvelope(tx, { model, envelope }, now),

  decide(file, { reason }, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person revokes an envelope.");
    const may = mayRevokeEnvelope(file.envelope);
    if (!may.ok) return may;
    const { about, said } = aboutEnvelope(file);
    return ok([eventOf("envelope.revoked", { ...about, data: said, details: { reason } })]);
  },

  async record(tx, _events, { envelope }, { caller, now }) {
    await tx.envelope.update({
      where: { id: envelope.id },
      data: { revokedAt: now, revokedByName: caller.name },
    });
    return { number: envelope.number };
  },
});
