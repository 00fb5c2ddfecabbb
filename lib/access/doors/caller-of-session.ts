import { type SessionTimes, sessionIsOpen, sessionNeedsTouch } from "#lib/access/session.ts";
import type { Database } from "#lib/db/client.ts";
import type { BusinessFunction, Caller, Role } from "#lib/kernel/caller.ts";

type Row = SessionTimes & {
  personId: string;
  name: string;
  workspaceId: string;
  roles: Role[];
  functions: BusinessFunction[];
};

/**
 * The person behind a session, looked up on every request, in one question: a closed session, a disabled account or a
 * changed role takes effect at once. Null where there is nobody.
 */
export async function callerOfSession(db: Database, sessionId: string, now: Date): Promise<Caller | null> {
  const [row] = await db.prisma.$queryRaw<Row[]>`
    SELECT s.ended_at AS "endedAt", s.expires_at AS "expiresAt", s.last_seen_at AS "lastSeenAt",
           p.id AS "personId", p.name, m.workspace_id AS "workspaceId", m.roles, m.functions
    FROM session s
    JOIN person p ON p.id = s.person_id AND p.disabled_at IS NULL
    JOIN LATERAL memberships_of(p.id) m ON m.workspace_id = s.workspace_id
    WHERE s.id = ${sessionId}::uuid`;
  if (!row || !sessionIsOpen(row, now)) return null;
  const { personId: id, name, workspaceId, roles, functions } = row;
  if (sessionNeedsTouch(row.lastSeenAt, now))
    await db.prisma.session.update({ where: { id: sessionId }, data: { lastSeenAt: now } });
  return { kind: "person", id, name, workspaceId, roles, functions, sessionId };
}
