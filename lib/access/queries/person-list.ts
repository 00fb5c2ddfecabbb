import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { listedPeople } from "#lib/access/rows/listed-people.ts";
import { PERSON_STATE } from "#lib/access/rows/person-state.ts";
import { PERSON_STATES, personListView } from "#lib/access/views/person-list.ts";
import { defineQuery } from "#lib/command/query.ts";
import { containsPattern } from "#lib/db/search-pattern.ts";
import { ROLES } from "#lib/kernel/caller.ts";
import { line, paging } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

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
    const found = await listedPeople(tx, Prisma.join(conditions, " AND "), { limit: limit + 1, now });
    const items = found.slice(0, limit);
    return ok({ items, nextCursor: found.length > limit ? items.at(-1)!.id : null });
  },
});
