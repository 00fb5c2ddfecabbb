import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { tokenState } from "#lib/access/token.ts";
import { type ListedToken, tokenListView } from "#lib/access/views/token-list.ts";
import { defineQuery } from "#lib/command/query.ts";
import { paging } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** The service tokens of the workspace, newest first, without their secrets: only hashes are stored. */
export const tokenList = defineQuery({
  name: "token-list",
  permission: "settings:read",
  summary: "List the service tokens",
  /** `cursor` is the id of the last token seen. */
  input: z.strictObject(paging),
  output: tokenListView,

  async load(tx, { cursor, limit }, { now }) {
    const after =
      cursor && z.uuid().safeParse(cursor).success
        ? Prisma.sql`(token.created_at, token.id) < (SELECT created_at, id FROM service_token WHERE id = ${cursor}::uuid)`
        : Prisma.sql`true`;
    const rows = await tx.$queryRaw<Row[]>`
      SELECT token.id::text, token.name, token.prefix, token.scopes, coalesce(person.name, 'the system') AS "createdBy",
             holder.name AS responsible, token.created_at AS "createdAt", token.expires_at AS "expiresAt",
             token.last_used_at AS "lastUsedAt", token.revoked_at AS "revokedAt", token.source, model.name || '.' || pointer.name AS pointer
      FROM service_token token LEFT JOIN person ON person.id = token.created_by_id
      LEFT JOIN person holder ON holder.id = token.responsible_id
      LEFT JOIN pointer ON pointer.id = token.pointer_id LEFT JOIN model ON model.id = pointer.model_id
      WHERE ${after} ORDER BY token.created_at DESC, token.id DESC LIMIT ${limit + 1}`;
    const items = rows.slice(0, limit).map(({ source, pointer, ...row }) => ({
      ...row,
      source: source === null ? null : { name: source, pointer },
      state: tokenState(row, now),
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      revokedAt: row.revokedAt?.toISOString() ?? null,
    }));
    return ok({ items, nextCursor: rows.length > limit ? items.at(-1)!.id : null });
  },
});

type Moments = "createdAt" | "expiresAt" | "lastUsedAt" | "revokedAt";

type Row = Omit<ListedToken, Moments | "state" | "source"> & {
  source: string | null;
  pointer: string | null;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};
