import { z } from "zod";
import { LINK_PURPOSES, LINK_WAYS, linkIsOpen } from "#lib/access/credential-link.ts";
import { acceptPassword, knownWords } from "#lib/access/password.ts";
import { lockMembership } from "#lib/access/rows/lock-membership.ts";
import { revokeLinks } from "#lib/access/rows/revoke-links.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { commonPasswords } from "#lib/crypto/common-passwords.ts";
import { hashPassword } from "#lib/crypto/password-hash.ts";
import { id } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** The same for a link that never was, is over, was used, or is of somebody whose access ended. */
export const linkOver = refuse(
  "unauthenticated",
  "link-over",
  "This link does not work, or no longer works.",
  {
    todo: "Ask an admin for a new one. A link works once and for a limited time, and only the newest one works.",
  },
);

/**
 * Sets the password of the person whose link it is, and ends all their sessions; with their first link they join. How
 * the link reached them becomes the level of their identity. Carried out for whoever holds the link, through its
 * endpoint alone, which finds the link and counts tries. Second factors stay as they are.
 */
export const redeemLink = defineCommand({
  name: "redeem-link",
  permission: "link:redeem",
  summary: "Join, or set a new password, by a single-use link",
  input: z.strictObject({ linkId: id, personId: id, newPassword: z.string().min(1).max(256) }),
  output: z.object({ sessionsEnded: z.number() }),
  secretInput: ["newPassword"],

  async load(tx, { linkId, personId, newPassword }, { caller, now }) {
    // Before anything is locked, and in every case: it takes long, and how long must say nothing.
    const passwordHash = await hashPassword(newPassword);
    const person = await tx.person.findUnique({ where: { id: personId } });
    const membership = await lockMembership(tx, caller.workspaceId, personId, now);
    if (!person || !membership.ok || membership.value.disabled) return linkOver;
    const link = await tx.credentialLink.findFirst({ where: { id: linkId, personId } });
    if (!link || !linkIsOpen(link, now) || link.email !== person.email) return linkOver;
    const { name: workspace } = await tx.workspace.findUniqueOrThrow({ where: { id: caller.workspaceId } });
    const words = knownWords({ workspace, name: person.name, email: person.email });
    const accepted = acceptPassword(newPassword, { common: commonPasswords(), words });
    if (!accepted.ok) return { ok: false as const, error: { ...accepted.error, field: "newPassword" } };
    const open = await tx.session.findMany({ where: { personId, endedAt: null }, select: { id: true } });
    const { createdById: issuer } = link;
    const [purpose, via] = [oneOf(LINK_PURPOSES, link.purpose), oneOf(LINK_WAYS, link.via)];
    const sessionIds = open.map((session) => session.id);
    return ok({ linkId, personId, purpose, via, issuer, passwordHash, sessionIds });
  },

  decide({ linkId, personId, purpose, via, issuer, sessionIds }) {
    const event = eventOf("link.redeemed", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: { link: linkId, sessionsEnded: sessionIds.length, purpose, via, issuer },
    });
    return ok([event]);
  },

  async record(tx, _events, { linkId, personId, via, issuer, passwordHash, sessionIds }, { caller, now }) {
    const { workspaceId } = caller;
    await tx.personIdentity.create({
      data: { id: linkId, workspaceId, personId, level: via, issuer, createdAt: now },
    });
    await tx.credentialLink.update({ where: { id: linkId }, data: { usedAt: now } });
    await revokeLinks(tx, personId, now);
    await tx.person.update({ where: { id: personId }, data: { passwordHash } });
    await tx.session.updateMany({ where: { id: { in: sessionIds } }, data: { endedAt: now } });
    return { sessionsEnded: sessionIds.length };
  },
});
