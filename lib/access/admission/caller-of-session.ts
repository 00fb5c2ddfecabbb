import { type FactorRule, lackingOf, type ProofMethod } from "#lib/access/second-factor.ts";
import { type SessionTimes, sessionIsOpen, sessionNeedsTouch } from "#lib/access/session.ts";
import type { Database } from "#lib/db/client.ts";
import type { BusinessFunction, PersonCaller, Role } from "#lib/kernel/caller.ts";

type Row = SessionTimes & {
  personId: string;
  name: string;
  workspaceId: string;
  roles: Role[];
  functions: BusinessFunction[];
  method: ProofMethod;
  secondFactorAt: Date | null;
  rule: FactorRule;
  factors: number;
};

/**
 * The person behind a session, read on every request in one query, so that a closed session, a disabled account, a
 * changed role or a newly required second factor takes effect immediately. Null if there is nobody. `lacks` marks a
 * half session; `permit` defines what that may do.
 */
export async function callerOfSession(
  db: Database,
  sessionId: string,
  now: Date,
): Promise<PersonCaller | null> {
  const [row] = await db.sql.$queryRaw<Row[]>`
    SELECT s.ended_at AS "endedAt", s.expires_at AS "expiresAt", s.last_seen_at AS "lastSeenAt",
           s.method, s.second_factor_at AS "secondFactorAt", w.second_factor AS rule,
           (SELECT count(*)::int FROM second_factor f WHERE f.person_id = p.id) AS factors,
           p.id AS "personId", p.name, m.workspace_id AS "workspaceId", m.roles,
           functions_of_member(m.workspace_id, p.id, ${now}) AS functions
    FROM session s
    JOIN person p ON p.id = s.person_id AND p.disabled_at IS NULL
    JOIN workspace w ON w.id = s.workspace_id
    JOIN LATERAL memberships_of(p.id) m ON m.workspace_id = s.workspace_id
    WHERE s.id = ${sessionId}::uuid`;
  if (!row || !sessionIsOpen(row, now)) return null;
  const { personId: id, name, workspaceId, roles, functions, method } = row;
  if (sessionNeedsTouch(row.lastSeenAt, now))
    await db.prisma.session.update({ where: { id: sessionId }, data: { lastSeenAt: now } });
  const lacks = lackingOf(row);
  const person = { kind: "person", id, name, workspaceId, roles, functions, sessionId } as const;
  return { ...person, ...(method === "password" ? {} : { method }), ...(lacks ? { lacks } : {}) };
}
