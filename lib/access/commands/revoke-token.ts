import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Revokes a token at once. */
export const revokeToken = defineCommand({
  name: "revoke-token",
  permission: "token:revoke",
  summary: "Revoke a service token",
  input: z.strictObject({ tokenId: id, reason: prose(500).optional() }),
  output: z.object({ tokenId: z.string() }),

  async load(tx, { tokenId, reason }) {
    const [token] = await tx.$queryRaw<{ revokedAt: Date | null }[]>`
      SELECT revoked_at AS "revokedAt" FROM service_token WHERE id = ${tokenId}::uuid FOR UPDATE`;
    if (!token) return refuse("not-found", "token-not-found", "There is no such token in this workspace.");
    if (token.revokedAt) return refuse("gone", "token-revoked", "This token was already revoked.");
    return ok({ tokenId, reason });
  },

  decide({ tokenId, reason }) {
    const event = eventOf("token.revoked", {
      stream: `token/${tokenId}`,
      targets: [{ type: "token", id: tokenId }],
      data: {},
      ...(reason ? { details: { reason } } : {}),
    });
    return ok([event]);
  },

  async record(tx, _events, { tokenId }, { now }) {
    await tx.serviceToken.update({ where: { id: tokenId }, data: { revokedAt: now } });
    return { tokenId };
  },
});
