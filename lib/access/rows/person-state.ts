import { Prisma } from "#generated/prisma/client.ts";
import type { OpenLink } from "#lib/access/views/person-list.ts";

/** Where `person` stands, by their access and whether anything ever identified them. */
export const PERSON_STATE: Prisma.Sql = Prisma.sql`CASE
  WHEN person.disabled_at IS NOT NULL THEN 'disabled'
  WHEN EXISTS (SELECT FROM person_identity WHERE person_id = person.id) THEN 'joined'
  ELSE 'invited' END`;

/** The newest link of `person` with its way, to join as `link`; a link that was used is none. */
export const NEWEST_LINK: Prisma.Sql = Prisma.sql`LATERAL (
  SELECT newest.*, mail.sent_at, mail.trouble,
         mail.trouble IS NOT NULL AND mail.sealed IS NULL AND mail.sent_at IS NULL AS gave_up
  FROM (SELECT id, via, created_at, expires_at, used_at, revoked_at FROM credential_link
        WHERE person_id = person.id ORDER BY created_at DESC, id DESC LIMIT 1) newest
  LEFT JOIN link_mail mail ON mail.link_id = newest.id
  WHERE newest.used_at IS NULL
) link`;

export const LINK_COLUMNS: Prisma.Sql = Prisma.sql`
  link.via, link.created_at AS "issuedAt", link.expires_at AS "expiresAt", link.revoked_at AS "revokedAt",
  link.sent_at AS "sentAt", link.trouble, link.gave_up AS "gaveUp"`;

export type LinkRow = {
  readonly via: OpenLink["via"] | null;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly sentAt: Date | null;
  readonly trouble: string | null;
  readonly gaveUp: boolean;
};

export const linkOf = (row: LinkRow, now: Date): OpenLink | null =>
  row.via === null
    ? null
    : {
        via: row.via,
        issuedAt: row.issuedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        over: row.revokedAt !== null || row.expiresAt <= now,
        sentAt: row.sentAt?.toISOString() ?? null,
        trouble: row.trouble,
        gaveUp: row.gaveUp,
      };
