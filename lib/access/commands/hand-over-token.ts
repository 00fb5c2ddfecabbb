import { z } from "zod";
import { activePerson } from "#lib/access/rows/active-person.ts";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { tokenState } from "#lib/access/token.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Makes another person responsible for a token. What it did before stays with the person before. */
export const handOverToken = defineCommand({
  name: "hand-over-token",
  permission: "token:hand-over",
  summary: "Make another person responsible for a service token",
  input: z.strictObject({ tokenId: id, responsibleId: id, stepUpId: id.optional() }),
  output: z.object({ tokenId: z.string(), responsible: z.string() }),

  async load(tx, { tokenId, responsibleId, stepUpId }, by) {
    const [token] = await tx.$queryRaw<Token[]>`
      SELECT revoked_at AS "revokedAt", expires_at AS "expiresAt", responsible_id::text AS before
      FROM service_token WHERE id = ${tokenId}::uuid FOR UPDATE`;
    if (!token) return refuse("not-found", "token-not-found", "There is no such token in this workspace.");
    const person = await activePerson(tx, responsibleId, "responsibleId");
    if (!person.ok) return person;
    const deed = { act: "hand-over-token", of: `${tokenId}/${responsibleId}`, stepUpId } as const;
    const proof = await spendForDeed(tx, by, deed);
    return proof.ok ? ok({ ...token, tokenId, responsibleId, name: person.value.name }) : proof;
  },

  decide({ tokenId, responsibleId, before, ...token }, _input, { now }) {
    const state = tokenState(token, now);
    if (state === "revoked") return refuse("gone", "token-revoked", "This token was already revoked.");
    if (state === "expired") return refuse("gone", "token-expired", "This token has expired.");
    if (before === responsibleId)
      return refuse("conflict", "already-responsible", "This person is already responsible for the token.");
    const event = eventOf("token.handed-over", {
      stream: `token/${tokenId}`,
      targets: [{ type: "token", id: tokenId }],
      data: { responsible: responsibleId, before },
    });
    return ok([event]);
  },

  async record(tx, _events, { tokenId, responsibleId, name }) {
    await tx.serviceToken.update({ where: { id: tokenId }, data: { responsibleId } });
    return { tokenId, responsible: name };
  },
});

type Token = {
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
  readonly before: string | null;
};
