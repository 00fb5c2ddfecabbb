import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import { containsPattern } from "#lib/db/search-pattern.ts";
import { INCIDENT_STATES, stateOf } from "#lib/incidents/incident.ts";
import { incidentListView, type ListedIncident } from "#lib/incidents/views/incident-list.ts";
import { line, paging, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

const input = z.strictObject({
  ...paging,
  state: z.enum(INCIDENT_STATES).optional(),
  model: slug.optional(),
  /** Part of a title or a conclusion, or the number of an incident. */
  q: line(120).optional(),
});

/** Incidents, newest first. */
export const incidentList = defineQuery({
  name: "incident-list",
  permission: "rollout:read",
  summary: "List the incidents",
  input,
  output: incidentListView,

  async load(tx, filter) {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT incident.number, incident.title, model.name AS model, candidate.number AS version,
             pointer.name AS pointer, release.number AS release, rollout.number AS rollout,
             incident.opened_at AS "openedAt", incident.closed_at AS "closedAt", incident.closed_by AS "closedBy",
             incident.conclusion,
             EXISTS (SELECT FROM incident_entry WHERE incident_id = incident.id AND kind = 'cause') AS explained
      FROM incident JOIN rollout ON rollout.id = incident.rollout_id
      JOIN release ON release.id = rollout.release_id JOIN model_version candidate ON candidate.id = rollout.candidate_id
      JOIN model ON model.id = candidate.model_id JOIN pointer ON pointer.id = rollout.pointer_id
      WHERE ${Prisma.join(conditions(filter), " AND ")}
      ORDER BY incident.number DESC LIMIT ${filter.limit + 1}`;
    const items = rows.slice(0, filter.limit).map((row) => ({
      ...row,
      state: stateOf(row),
      openedAt: row.openedAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
    }));
    return ok({ items, nextCursor: rows.length > filter.limit ? String(items.at(-1)!.number) : null });
  },
});

type Row = Omit<ListedIncident, "state" | "openedAt" | "closedAt"> & {
  openedAt: Date;
  closedAt: Date | null;
};

function conditions({ cursor, state, model, q }: z.output<typeof input>): Prisma.Sql[] {
  const found = [Prisma.sql`true`];
  if (cursor && /^\d{1,9}$/.test(cursor)) found.push(Prisma.sql`incident.number < ${Number(cursor)}`);
  if (state === "open") found.push(Prisma.sql`incident.closed_at IS NULL`);
  if (state === "closed") found.push(Prisma.sql`incident.closed_at IS NOT NULL`);
  if (model) found.push(Prisma.sql`model.name = ${model}`);
  if (q) {
    const pattern = containsPattern(q);
    const number = /^\d{1,9}$/.test(q) ? Number(q) : null;
    found.push(
      Prisma.sql`(incident.title ILIKE ${pattern} OR incident.conclusion ILIKE ${pattern} OR incident.number = ${number})`,
    );
  }
  return found;
}
