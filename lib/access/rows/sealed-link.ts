import { LINK_PURPOSES, type LinkPurpose } from "#lib/access/credential-link.ts";
import { unseal } from "#lib/crypto/sealed.ts";
import type { Tx } from "#lib/db/client.ts";
import { mailKey } from "#lib/env.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { linkMailSeal } from "./new-link.ts";

/** A link that waits to be mailed, with its secret. */
export type WaitingLink = {
  readonly purpose: LinkPurpose;
  readonly email: string;
  readonly secret: string;
  readonly expiresAt: Date;
  readonly workspace: string;
  /** The person who issued it; null for the system and for the addressee themselves. */
  readonly from: string | null;
};

type Row = Omit<WaitingLink, "purpose" | "secret"> & { purpose: string; sealed: Uint8Array };

/** The link to be mailed, for the process that mails it; null where it was sent, is over, or opens with another key. */
export async function waitingLink(tx: Tx, linkId: string, now: Date): Promise<WaitingLink | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT link.purpose, link.email, link.expires_at AS "expiresAt", mail.sealed, workspace.name AS workspace,
           (SELECT name FROM person WHERE id::text = link.created_by_id AND id <> link.person_id) AS "from"
    FROM link_mail mail JOIN credential_link link ON link.id = mail.link_id
    JOIN workspace ON workspace.id = link.workspace_id
    WHERE mail.link_id = ${linkId}::uuid AND mail.sealed IS NOT NULL
      AND link.used_at IS NULL AND link.revoked_at IS NULL AND link.expires_at > ${now}`;
  const secret = row && unseal(row.sealed, mailKey(), linkMailSeal(linkId));
  if (!row || !secret) return null;
  const { sealed: _, purpose, ...rest } = row;
  return { ...rest, purpose: oneOf(LINK_PURPOSES, purpose), secret: Buffer.from(secret).toString() };
}
