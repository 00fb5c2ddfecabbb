import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { deviceOf } from "#lib/access/device.ts";
import { idleSince } from "#lib/access/session.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";

export const openSession = z.object({
  id: z.string(),
  /** "Firefox on Linux", as the browser says of itself. */
  device: z.string(),
  address: z.string(),
  signedInAt: z.string(),
  lastSeenAt: z.string(),
  /** When it ends however much it is used. */
  expiresAt: z.string(),
  /** Is it the one that asks? */
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof openSession>;

type Asked = {
  caller: Caller;
  now: Date;
  personId: string;
  cursor?: string | undefined;
  limit: number;
};

/** A person's sessions of this workspace that would be let in now, newest first. `cursor` is the id of the last seen. */
export async function openSessionsOf(
  tx: Tx,
  { caller, now, personId, cursor, limit }: Asked,
): Promise<{ items: OpenSession[]; nextCursor: string | null }> {
  const after =
    cursor && z.uuid().safeParse(cursor).success
      ? Prisma.sql`(created_at, id) < (SELECT created_at, id FROM session WHERE id = ${cursor}::uuid)`
      : Prisma.sql`true`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id::text, user_agent AS "userAgent", address, created_at AS "createdAt",
           last_seen_at AS "lastSeenAt", expires_at AS "expiresAt"
    FROM session
    WHERE person_id = ${personId}::uuid AND workspace_id = ${caller.workspaceId}::uuid
      AND ended_at IS NULL AND expires_at > ${now} AND last_seen_at > ${idleSince(now)} AND ${after}
    ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}`;
  const asking = caller.kind === "person" ? caller.sessionId : null;
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    device: deviceOf(row.userAgent),
    address: row.address,
    signedInAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    current: row.id === asking,
  }));
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
}

type Row = {
  id: string;
  userAgent: string;
  address: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
};
