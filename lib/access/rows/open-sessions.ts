import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { deviceOf } from "#lib/access/device.ts";
import { type FactorRule, lackingOf, type ProofMethod } from "#lib/access/second-factor.ts";
import { idleSince } from "#lib/access/session.ts";
import type { OpenSession } from "#lib/access/views/open-session.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";

type Asked = {
  caller: Caller;
  now: Date;
  personId: string;
  cursor?: string | undefined;
  limit: number;
};

/** A person's valid sessions of this workspace, newest first. `cursor` is the id of the last session seen. */
export async function openSessionsOf(
  tx: Tx,
  { caller, now, personId, cursor, limit }: Asked,
): Promise<{ items: OpenSession[]; nextCursor: string | null }> {
  const after =
    cursor && z.uuid().safeParse(cursor).success
      ? Prisma.sql`(session.created_at, session.id) < (SELECT created_at, id FROM session WHERE id = ${cursor}::uuid)`
      : Prisma.sql`true`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT session.id::text, user_agent AS "userAgent", address, session.created_at AS "createdAt",
           last_seen_at AS "lastSeenAt", expires_at AS "expiresAt", method,
           second_factor_at AS "secondFactorAt", workspace.second_factor AS rule,
           (SELECT count(*)::int FROM second_factor factor WHERE factor.person_id = session.person_id) AS factors
    FROM session JOIN workspace ON workspace.id = session.workspace_id
    WHERE session.person_id = ${personId}::uuid AND workspace_id = ${caller.workspaceId}::uuid
      AND ended_at IS NULL AND expires_at > ${now} AND last_seen_at > ${idleSince(now)} AND ${after}
    ORDER BY session.created_at DESC, session.id DESC LIMIT ${limit + 1}`;
  const asking = caller.kind === "person" ? caller.sessionId : null;
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    device: deviceOf(row.userAgent),
    address: row.address,
    signedInAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    method: row.method,
    lacks: lackingOf(row),
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
  method: ProofMethod;
  secondFactorAt: Date | null;
  rule: FactorRule;
  factors: number;
};
