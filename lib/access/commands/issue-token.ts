import { NIL } from "uuid";
import { z } from "zod";
import { TOKEN_SCOPES } from "#lib/access/permission.ts";
import { activePerson } from "#lib/access/rows/active-person.ts";
import { reportedPointer } from "#lib/access/rows/reported-pointer.ts";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { tokenTerms } from "#lib/access/token-terms.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { newTokenSecret } from "#lib/crypto/token-secret.ts";
import { id, line, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { daysLater } from "#lib/kernel/time.ts";

export const TOKEN_DAYS_MAX = 366;

const input = z.strictObject({
  name: line(80),
  scopes: z.array(z.enum(TOKEN_SCOPES)).min(1).max(TOKEN_SCOPES.length),
  expiresInDays: z.number().int().min(1).max(TOKEN_DAYS_MAX),
  /** Who answers for what it does, besides its issuer; without one, the issuer alone. */
  responsibleId: id.optional(),
  /** As whom it sends evidence, and the one pointer it may do so for, by its flag key; without one, for every pointer. */
  source: z.strictObject({ name: slug, pointer: line(130).exactOptional() }).exactOptional(),
  stepUpId: id.optional(),
});

/** Issues a service token. The secret is only in this answer, so a repeated request cannot show it again. */
export const issueToken = defineCommand({
  name: "issue-token",
  permission: "token:issue",
  summary: "Issue a service token",
  input,
  output: z.object({ tokenId: z.string(), secret: z.string(), expiresAt: z.string() }),
  answersOnce: true,

  async load(tx, { stepUpId, ...input }, { caller, now }) {
    const responsibleId = input.responsibleId ?? (caller.kind === "person" ? caller.id : null);
    if (responsibleId === null)
      return refuse("invalid", "responsible-missing", "Name the person who answers for this token.", {
        field: "responsibleId",
      });
    const person = await activePerson(tx, responsibleId, "responsibleId");
    if (!person.ok) return person;
    const pointer = await reportedPointer(tx, input);
    if (!pointer.ok) return pointer;
    const proof = await spendForDeed(
      tx,
      { caller, now },
      { act: "issue-token", of: tokenTerms(input), stepUpId },
    );
    if (!proof.ok) return proof;
    const expiresAt = daysLater(now, input.expiresInDays);
    const source = input.source ?? null;
    return ok({ ...input, ...newTokenSecret(), source, pointer: pointer.value, responsibleId, expiresAt });
  },

  decide({ name, scopes, prefix, source, pointer, responsibleId, expiresAt }, _input, { newId }) {
    const tokenId = newId();
    const event = eventOf(
      "token.issued",
      {
        stream: `token/${tokenId}`,
        targets: [{ type: "token", id: tokenId }],
        data: {
          name,
          scopes,
          prefix,
          expiresAt: expiresAt.toISOString(),
          responsible: responsibleId,
          ...(source ? { source: { name: source.name, ...(pointer ? { pointer } : {}) } } : {}),
        },
      },
      { tokenId },
    );
    return ok([event]);
  },

  async record(
    tx,
    [event],
    { name, scopes, prefix, hash, secret, source, pointer, responsibleId, expiresAt },
    { caller, now },
  ) {
    const { tokenId } = event!;
    await tx.serviceToken.create({
      data: {
        id: tokenId,
        workspaceId: caller.workspaceId,
        name,
        prefix,
        secretHash: hash,
        scopes,
        // The system has no person row; the log distinguishes its acts.
        createdById: caller.kind === "system" ? NIL : caller.id,
        responsibleId,
        createdAt: now,
        expiresAt,
        source: source?.name ?? null,
        pointerId: pointer?.id ?? null,
      },
    });
    return { tokenId, secret, expiresAt: expiresAt.toISOString() };
  },
});
