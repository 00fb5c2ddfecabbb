import { z } from "zod";
import {
  LINK_LIFETIME_MS,
  LINK_PURPOSES,
  LINK_WAYS,
  type LinkPurpose,
  type LinkWay,
  linkWay,
} from "#lib/access/credential-link.ts";
import type { Context } from "#lib/command/command.ts";
import { seal } from "#lib/crypto/sealed.ts";
import { newLinkSecret } from "#lib/crypto/token-secret.ts";
import type { Tx } from "#lib/db/client.ts";
import { mailDomains, mailKey } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { revokeLinks } from "./revoke-links.ts";

export type NewLink = {
  readonly id: string;
  readonly personId: string;
  readonly purpose: LinkPurpose;
  /** The address it is bound to. */
  readonly email: string;
  readonly via: LinkWay;
  readonly secret: string;
  readonly hash: Uint8Array<ArrayBuffer>;
  readonly expiresAt: Date;
};

/** What whoever issued a link is given. Where it is mailed, its secret is for the addressee alone. */
export const issuedLink = z.object({
  linkId: z.string(),
  purpose: z.enum(LINK_PURPOSES),
  via: z.enum(LINK_WAYS),
  /** What follows the # of the link; null where it is mailed. */
  secret: z.string().nullable(),
  expiresAt: z.string(),
});

/** A link that does not exist yet: mailed where the installation mails to that address, else to be handed over. */
export function newLink(
  to: Pick<NewLink, "personId" | "purpose" | "email">,
  { now, newId }: Pick<Context, "now" | "newId">,
): NewLink {
  const expiresAt = new Date(now.getTime() + LINK_LIFETIME_MS[to.purpose]);
  return { ...to, id: newId(), via: linkWay(to.email, mailDomains()), ...newLinkSecret(), expiresAt };
}

/** What the log records of it. */
export const linkSaid = (
  { id, personId, purpose, email, via, expiresAt }: NewLink,
  reason?: string | undefined,
) => ({
  stream: `person/${personId}`,
  targets: [{ type: "person", id: personId }],
  data: { link: id, purpose, expiresAt: expiresAt.toISOString(), via },
  details: { to: { email }, ...(reason === undefined ? {} : { reason }) },
});

/** Stores the link, in place of any that is open; what is mailed leaves its secret sealed for the process that mails. */
export async function storeLink(
  tx: Tx,
  { id: linkId, personId, purpose, email, via, secret, hash, expiresAt }: NewLink,
  { id: createdById, workspaceId }: Caller,
  now: Date,
): Promise<z.infer<typeof issuedLink>> {
  await revokeLinks(tx, personId, now);
  const row = { id: linkId, workspaceId, personId, purpose, email, via, tokenHash: hash };
  await tx.credentialLink.create({ data: { ...row, createdById, createdAt: now, expiresAt } });
  if (via === "mailed") {
    const sealed = seal(Buffer.from(secret), mailKey(), linkMailSeal(linkId));
    await tx.linkMail.create({ data: { linkId, workspaceId, sealed } });
  }
  return {
    linkId,
    purpose,
    via,
    secret: via === "mailed" ? null : secret,
    expiresAt: expiresAt.toISOString(),
  };
}

/** What a sealed secret is bound to. */
export const linkMailSeal = (linkId: string): string => `link/${linkId}`;
