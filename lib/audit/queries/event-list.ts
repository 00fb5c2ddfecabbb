import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { SIGN_INS } from "#lib/access/events.ts";
import { OUTCOMES } from "#lib/audit/entry.ts";
import { toEventView } from "#lib/audit/rows/event-view.ts";
import { eventsOfPeople } from "#lib/audit/rows/events-of-person.ts";
import { eventsWithText } from "#lib/audit/rows/events-with-text.ts";
import { eventPageView } from "#lib/audit/views/event.ts";
import { defineQuery } from "#lib/command/query.ts";
import { id, instant, line, paging, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

const input = z.strictObject({
  ...paging,
  /** An action (`verdict.cast`) or a noun (`verdict`). */
  action: z
    .string()
    .regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/, "must be an action like release.approved, or its noun")
    .optional(),
  actor: z.string().max(200).optional(),
  /** Everything a person did, with what happened to them, their sessions and their factors, whoever is the actor. */
  person: id.optional(),
  /** Leaves out signing in and out. */
  without: z.enum(["sign-ins"]).optional(),
  stream: z.string().max(200).optional(),
  /** Id of the model, version, release, … that the event is about. */
  target: z.string().max(200).optional(),
  /** Everything about a model: its own events and those of its versions, pointers, releases, rollouts and incidents. */
  model: slug.optional(),
  outcome: z.enum(OUTCOMES).optional(),
  from: instant.optional(),
  to: instant.optional(),
  /** Part of an action or of a person's or token's name, or a stream, or an id. */
  q: line(120).optional(),
});

type Filter = z.output<typeof input>;

/** The audit trail of the workspace, newest first. */
export const eventList = defineQuery({
  name: "event-list",
  permission: "audit:read",
  summary: "Search the audit trail",
  input,
  output: eventPageView,

  async load(tx, filter, { caller }) {
    const { person, q } = filter;
    const found = conditions(filter);
    if (person) found.push(await eventsOfPeople(tx, caller.workspaceId, [person]));
    if (q) found.push(await eventsWithText(tx, caller.workspaceId, q));
    const rows = await tx.$queryRaw<Row[]>`
      SELECT event.id, event.uid::text, leaf.idx AS index, coalesce(person.name, token.name) AS "actorName", event.view
      FROM audit_event event
      LEFT JOIN audit_leaf leaf ON leaf.event_id = event.id
      LEFT JOIN person ON person.id::text = event.actor_id
      LEFT JOIN service_token token ON token.id::text = event.actor_id
      WHERE ${Prisma.join(found, " AND ")}
      ORDER BY event.id DESC LIMIT ${filter.limit + 1}`;
    const page = rows.slice(0, filter.limit);
    const more = rows.length > filter.limit;
    return ok({ items: page.map(toEventView), nextCursor: more ? String(page.at(-1)!.id) : null });
  },
});

type Row = { id: bigint; uid: string; index: bigint | null; actorName: string | null; view: unknown };

function conditions(filter: Filter): Prisma.Sql[] {
  const { cursor, action, actor, stream, target, outcome, from, to, without } = filter;
  const found = [Prisma.sql`true`];
  if (cursor && /^\d{1,18}$/.test(cursor)) found.push(Prisma.sql`event.id < ${BigInt(cursor)}`);
  if (action?.includes(".")) found.push(Prisma.sql`event.action = ${action}`);
  // All actions of a noun: "/" follows ".". Under row security the index serves a range but not a pattern.
  else if (action) found.push(Prisma.sql`event.action > ${`${action}.`} AND event.action < ${`${action}/`}`);
  if (actor) found.push(Prisma.sql`event.actor_id = ${actor}`);
  if (stream) found.push(Prisma.sql`event.stream = ${stream}`);
  if (target) found.push(Prisma.sql`event.view -> 'targets' @> ${JSON.stringify([{ id: target }])}::jsonb`);
  if (filter.model) found.push(Prisma.sql`event.stream IN (${streamsOfModel(filter.model)})`);
  if (outcome) found.push(Prisma.sql`event.view ->> 'outcome' = ${outcome}`);
  if (from) found.push(Prisma.sql`event.occurred_at >= ${new Date(from)}`);
  if (to) found.push(Prisma.sql`event.occurred_at <= ${new Date(to)}`);
  if (without === "sign-ins") found.push(Prisma.sql`event.action <> ALL(${[...SIGN_INS]})`);
  return found;
}

/** The log has no column for a model, so the model's own tables provide its streams. */
const streamsOfModel = (name: string): Prisma.Sql => Prisma.sql`
  SELECT 'model/' || id FROM model WHERE name = ${name}
  UNION ALL SELECT 'pointer/' || p.id FROM pointer p JOIN model m ON m.id = p.model_id WHERE m.name = ${name}
  UNION ALL SELECT 'release/' || r.id FROM release r JOIN model m ON m.id = r.model_id WHERE m.name = ${name}
  UNION ALL SELECT kind || '/' || CASE kind WHEN 'rollout' THEN o.id ELSE i.id END
    FROM rollout o JOIN release r ON r.id = o.release_id JOIN model m ON m.id = r.model_id
    LEFT JOIN incident i ON i.rollout_id = o.id CROSS JOIN (VALUES ('rollout'), ('incident')) AS kinds (kind)
    WHERE m.name = ${name}`;
