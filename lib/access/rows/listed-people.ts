import type { Prisma } from "#generated/prisma/client.ts";
import { SESSION_IDLE_MINUTES_MAX } from "#lib/access/session.ts";
import type { ListedPerson } from "#lib/access/views/person-list.ts";
import type { Tx } from "#lib/db/client.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { LINK_COLUMNS, type LinkRow, linkOf, NEWEST_LINK, PERSON_STATE } from "./person-state.ts";
import { PRESENT_IDENTITY } from "./present-identity.ts";

/** The people that meet a condition on `member` and `person`, by name, each with where they stand. */
export async function listedPeople(
  tx: Tx,
  condition: Prisma.Sql,
  { limit, now }: { readonly limit: number; readonly now: Date },
): Promise<ListedPerson[]> {
  const idleSince = new Date(now.getTime() - SESSION_IDLE_MINUTES_MAX * MINUTE_MS);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT person.id::text, person.name, person.email, member.roles,
           functions_held(member.workspace_id, person.id, ${now}) AS functions,
           ${PERSON_STATE} AS state, identity.level, person.disabled_at AS "disabledAt", ${LINK_COLUMNS},
           (SELECT min(created_at) FROM person_identity WHERE person_id = person.id) AS "joinedAt",
           count(session.id) FILTER (
             WHERE session.ended_at IS NULL AND session.expires_at > ${now} AND session.last_seen_at > ${idleSince}
           )::int AS "openSessions",
           max(session.last_seen_at) AS "lastSeenAt",
           ARRAY(SELECT DISTINCT kind FROM second_factor WHERE person_id = person.id ORDER BY kind DESC) AS factors
    FROM membership member
    JOIN person ON person.id = member.person_id
    LEFT JOIN ${PRESENT_IDENTITY} ON true
    LEFT JOIN ${NEWEST_LINK} ON true
    LEFT JOIN session ON session.person_id = person.id AND session.workspace_id = member.workspace_id
    WHERE ${condition}
    GROUP BY person.id, member.workspace_id, member.roles, identity.level, link.via, link.created_at, link.expires_at,
             link.revoked_at, link.sent_at, link.trouble, link.gave_up
    ORDER BY person.name, person.id LIMIT ${limit}`;
  return rows.map((row) => listed(row, now));
}

type Row = LinkRow &
  Omit<ListedPerson, "joinedAt" | "disabledAt" | "lastSeenAt" | "link"> & {
    joinedAt: Date | null;
    disabledAt: Date | null;
    lastSeenAt: Date | null;
  };

const listed = ({ joinedAt, disabledAt, lastSeenAt, ...row }: Row, now: Date): ListedPerson => ({
  id: row.id,
  name: row.name,
  email: row.email,
  roles: row.roles,
  functions: row.functions,
  state: row.state,
  level: row.level,
  openSessions: row.openSessions,
  factors: row.factors,
  link: linkOf(row, now),
  joinedAt: joinedAt?.toISOString() ?? null,
  disabledAt: disabledAt?.toISOString() ?? null,
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
});
