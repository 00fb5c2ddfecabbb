import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import {
  LINK_COLUMNS,
  type LinkRow,
  linkOf,
  NEWEST_LINK,
  PERSON_STATE,
} from "#lib/access/rows/person-state.ts";
import { PRESENT_IDENTITY } from "#lib/access/rows/present-identity.ts";
import { SESSION_IDLE_MINUTES_MAX } from "#lib/access/session.ts";
import { type ListedPerson, PERSON_STATES, personListView } from "#lib/access/views/person-list.ts";
import { defineQuery } from "#lib/command/query.ts";
import { containsPattern } from "#lib/db/search-pattern.ts";
import { ROLES } from "#lib/kernel/caller.ts";
import { line, paging } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";

/** The people of the workspace by name. A disabled person stays listed, as their signatures remain. */
export const personList = defineQuery({
  name: "person-list",
  permission: "settings:read",
  summary: "List the people of the workspace",
  /** `cursor` is the id of the last person seen; `q` is part of a name or an e-mail address. */
  input: z.strictObject({
    ...paging,
    q: line(120).optional(),
    role: z.enum(ROLES).optional(),
    state: z.enum(PERSON_STATES).optional(),
  }),
  output: personListView,

  async load(tx, { cursor, limit, q, role, state }, { caller, now }) {
    const conditions = [Prisma.sql`member.workspace_id = ${caller.workspaceId}::uuid`];
    if (q) {
      const pattern = containsPattern(q);
      conditions.push(Prisma.sql`(person.name ILIKE ${pattern} OR person.email ILIKE ${pattern})`);
    }
    if (role) conditions.push(Prisma.sql`${role} = ANY (member.roles)`);
    if (state) conditions.push(Prisma.sql`${PERSON_STATE} = ${state}`);
    if (cursor && z.uuid().safeParse(cursor).success)
      conditions.push(
        Prisma.sql`(person.name, person.id) > (SELECT name, id FROM person WHERE id = ${cursor}::uuid)`,
      );
    const idleSince = new Date(now.getTime() - SESSION_IDLE_MINUTES_MAX * MINUTE_MS);
    const rows = await tx.$queryRaw<Row[]>`
      SELECT person.id::text, person.name, person.email, member.roles, member.functions,
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
      WHERE ${Prisma.join(conditions, " AND ")}
      GROUP BY person.id, member.roles, member.functions, identity.level, link.via, link.created_at, link.expires_at,
               link.revoked_at, link.sent_at, link.trouble
      ORDER BY person.name, person.id LIMIT ${limit + 1}`;
    const items = rows.slice(0, limit).map((row) => listed(row, now));
    return ok({ items, nextCursor: rows.length > limit ? items.at(-1)!.id : null });
  },
});

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
