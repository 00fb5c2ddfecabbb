import { z } from "zod";
import { LINK_PURPOSES } from "#lib/access/credential-link.ts";
import { linkMailSeal } from "#lib/access/rows/new-link.ts";
import { defineQuery } from "#lib/command/query.ts";
import { unseal } from "#lib/crypto/sealed.ts";
import { mailKey } from "#lib/env.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

type Row = Omit<z.infer<typeof output>, "secret"> & { sealed: Uint8Array };

const output = z.object({
  purpose: z.enum(LINK_PURPOSES),
  email: z.string(),
  secret: z.string(),
  expiresAt: z.date(),
  workspace: z.string(),
  /** The person who issued it; null for the system and for the addressee themselves. */
  from: z.string().nullable(),
});

/**
 * A link that waits to be mailed, with its secret, for the process that mails it. Refused as a conflict where it was
 * sent, is over, or was sealed with another key. It has no address in the API.
 */
export const waitingLink = defineQuery({
  name: "waiting-link",
  permission: "link:report",
  summary: "Read a link that waits to be mailed",
  input: z.strictObject({ linkId: id }),
  output,

  async load(tx, { linkId }, { now }) {
    const [row] = await tx.$queryRaw<Row[]>`
      SELECT link.purpose, link.email, link.expires_at AS "expiresAt", mail.sealed, workspace.name AS workspace,
             (SELECT name FROM person WHERE id::text = link.created_by_id AND id <> link.person_id) AS "from"
      FROM link_mail mail JOIN credential_link link ON link.id = mail.link_id
      JOIN workspace ON workspace.id = link.workspace_id
      WHERE mail.link_id = ${linkId}::uuid AND mail.sealed IS NOT NULL
        AND link.used_at IS NULL AND link.revoked_at IS NULL AND link.expires_at > ${now}`;
    const secret = row && unseal(row.sealed, mailKey(), linkMailSeal(linkId));
    if (!row || !secret)
      return refuse("conflict", "link-not-waiting", "This link was sent already, or is over.");
    const { sealed: _, ...link } = row;
    return ok({ ...link, secret: Buffer.from(secret).toString() });
  },
});
