import { z } from "zod";
import { lockPerson } from "#lib/access/rows/lock-person.ts";
import { spendForDeed, spendForOwn } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

const notFound = refuse("not-found", "identity-not-found", "There is no such account to sign in with.");

/** Unbinds an account at a provider: one's own, or as an admin anybody's. Ends the sessions that came through it. */
export const unbindIdentity = defineCommand({
  name: "unbind-identity",
  permission: "identity:unbind",
  summary: "Unbind an account at a provider",
  input: z.strictObject({ identityId: id, stepUpId: id, reason: prose(500).optional() }),
  output: z.object({ sessionsEnded: z.number() }),

  async load(tx, { identityId, stepUpId, reason }, { caller, now }) {
    const bound = await tx.providerIdentity.findUnique({ where: { id: identityId } });
    if (!bound) return notFound;
    // Whoever signs through it holds this, so that the log has the one before the other.
    await lockPerson(tx, bound.personId);
    const [identity] = await tx.$queryRaw<Row[]>`
      SELECT identity.person_id::text AS "personId", person.password_hash IS NOT NULL AS "hasPassword"
      FROM provider_identity identity JOIN person ON person.id = identity.person_id
      WHERE identity.id = ${identityId}::uuid AND unbound_at IS NULL FOR UPDATE OF identity`;
    const mayAsk =
      caller.kind === "person" && (caller.roles.includes("admin") || caller.id === identity?.personId);
    if (!identity || !mayAsk) return notFound;
    const spendOn = caller.id === identity.personId ? spendForOwn : spendForDeed;
    const proof = await spendOn(tx, { caller, now }, { act: "unbind-identity", of: identityId, stepUpId });
    if (!proof.ok) return proof;
    const open = await tx.session.findMany({ where: { identityId, endedAt: null }, select: { id: true } });
    const sessionIds = open
      .map((session) => session.id)
      .filter((sessionId) => sessionId !== caller.sessionId);
    return ok({ ...identity, identityId, reason, sessionIds });
  },

  decide({ identityId, personId, hasPassword, reason, sessionIds }, _input, { caller }) {
    const own = caller.id === personId;
    if (own && !hasPassword)
      return refuse("illegal", "only-way-in", "You have no password: this account is your only way in.", {
        todo: "Ask an admin for a link to a new password first.",
      });
    if (!own && !reason)
      return refuse("invalid", "reason-missing", "Say why this person's account is unbound.", {
        field: "reason",
      });
    const unbound = eventOf("identity.unbound", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: { identity: identityId, sessionsEnded: sessionIds.length },
      details: reason ? { reason } : {},
    });
    return ok([unbound]);
  },

  async record(tx, _events, { identityId, sessionIds }, { now }) {
    await tx.providerIdentity.update({ where: { id: identityId }, data: { unboundAt: now } });
    await tx.session.updateMany({ where: { id: { in: sessionIds } }, data: { endedAt: now } });
    return { sessionsEnded: sessionIds.length };
  },
});

type Row = { personId: string; hasPassword: boolean };
