import { LINK_PURPOSES, LINK_WAYS, linkIsOpen } from "#lib/access/credential-link.ts";
import type { IdentityLevel } from "#lib/access/identity-level.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockMembership } from "./lock-membership.ts";
import { revokeLinks } from "./revoke-links.ts";

type Context = { readonly caller: Caller; readonly now: Date };

/** The same for a link that never was, is over, was used, or is of somebody whose access ended. */
export const linkOver = refuse(
  "unauthenticated",
  "link-over",
  "This link does not work, or no longer works.",
  {
    todo: "Ask an admin for a new one. A link works once and for a limited time, and only the newest one works.",
  },
);

/** An open link of somebody who may come in, locked with their membership, and the sessions that it will end. */
export async function lockOpenLink(
  tx: Tx,
  { linkId, personId }: { linkId: string; personId: string },
  { caller, now }: Context,
) {
  const person = await tx.person.findUnique({ where: { id: personId } });
  const membership = await lockMembership(tx, caller.workspaceId, personId, now);
  if (!person || !membership.ok || membership.value.disabled) return linkOver;
  const link = await tx.credentialLink.findFirst({ where: { id: linkId, personId } });
  if (!link || !linkIsOpen(link, now) || link.email !== person.email) return linkOver;
  const open = await tx.session.findMany({ where: { personId, endedAt: null }, select: { id: true } });
  return ok({
    linkId,
    personId,
    person,
    purpose: oneOf(LINK_PURPOSES, link.purpose),
    via: oneOf(LINK_WAYS, link.via),
    issuer: link.createdById,
    sessionIds: open.map((session) => session.id),
  });
}

type Spent = {
  readonly linkId: string;
  readonly personId: string;
  readonly level: IdentityLevel;
  /** Who issued the link, or the provider that vouches for them. */
  readonly issuer: string;
  /** Null for somebody who signs in through a provider alone. */
  readonly passwordHash: string | null;
  readonly sessionIds: readonly string[];
};

/** Spends the link: from now on the person's credential is the one they chose by it. */
export async function spendLink(
  tx: Tx,
  { linkId, personId, level, issuer, passwordHash, sessionIds }: Spent,
  { caller: { workspaceId }, now }: Context,
): Promise<void> {
  await tx.personIdentity.create({
    data: { id: linkId, workspaceId, personId, level, issuer, createdAt: now },
  });
  await tx.credentialLink.update({ where: { id: linkId }, data: { usedAt: now } });
  await revokeLinks(tx, personId, now);
  await tx.person.update({ where: { id: personId }, data: { passwordHash } });
  await tx.session.updateMany({ where: { id: { in: [...sessionIds] } }, data: { endedAt: now } });
}
