import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { SESSION_IDLE_MINUTES_MAX } from "#lib/access/session.ts";
import { type ListedPerson, personListView } from "#lib/access/views/person-list.ts";
import { defineQuery } from "#lib/command/query.ts";
import { containsPattern } from "#lib/db/search-pattern.ts";
import { line, paging } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";

/** The people of the workspace by name. A disabled person stays listed, as their signatures remain. */
export const personList = defineQuery({
  name: "person-list",
  permission: "settings:read",
  summary: "List the people of the workspace",
  /** `cursor` is the id of the last person seen; `q` is part of a name or an e-mail address. */
  input: z.strictObject({ ...paging, q: line(120).optional() }),
  output: personListView,

  async load(tx, { cursor, limit, q }, { caller, now }) {
    const conditions = [Prisma.sql`member.workspace_id = ${caller.workspaceId}::uuid`];
    if (q) {
      const pattern = containsPattern(q);
      conditions.push(Prisma.sql`(person.name ILIKE ${pattern} OR person.email ILIKE ${pattern})`);
    }
    if (cursor && z.uuid().safeParse(cursor).success)
      conditions.push(
        Prisma.sql`(person.name, person.id) > (SELECT name, id FROM person WHERE id = ${cursor}::uuid)`,
      );
    const idleSince = new Date(now.getTime() - SESSION_IDLE_MINUTES_MAX * MINUTE_MS);
    const rows = await tx.$queryRaw<Row[]>`
      SELECT person.id::text, person.name, person.email, member.roles, functions_held(member.workspace_id, person.id, ${now}) AS functions,
             member.created_at AS "joinedAt", person.disabled_at AS "disabledAt",
             count(session.id) FILTER (
               WHERE session.ended_at IS NULL AND session.expires_at > ${now} AND session.last_seen_at > ${idleSince}
             )::int AS "openSessions",
             max(session.last_seen_at) AS "lastSeenAt",
             ARRAY(SELECT DISTINCT kind FROM second_factor WHERE person_id = person.id ORDER BY kind DESC) AS factors
      FROM membership member
      JOIN person ON person.id = member.person_id
      LEFT JOIN session ON session.person_id = person.id AND session.workspace_id = member.workspace_id
      WHERE ${Prisma.join(conditions, " AND ")}
      GROUP BY person.id, member.workspace_id, member.roles, member.created_at
      ORDER BY person.name, person.id LIMIT ${limit + 1}`;
    const items = rows.slice(0, limit).map((row) => ({
      ...row,
      joinedAt: row.joinedAt.toISOString(),
      disabledAt: row.disabledAt?.toISOString() ?? null,
      lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    }));
    return ok({ items, nextCursor: rows.length > limit ? items.at(-1)!.id : null });
  },
});

type Row = Omit<ListedPerson, "joinedAt" | "disabledAt" | "lastSeenAt"> & {
  joinedAt: Date;
  disabledAt: Date | null;
  lastSeenAt: Date | null;
};
