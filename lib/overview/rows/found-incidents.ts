import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { INCIDENT_STATES, stateOf } from "#lib/incidents/incident.ts";
import { statesNamed } from "#lib/kernel/state-word.ts";
import type { HitOf } from "#lib/overview/views/search.ts";
import { type Asked, allMet, contains, equals, type Found, isNumber, oneOfStates } from "./search-terms.ts";

/** Incidents by number, title, summary, conclusion or state. */
export async function foundIncidents(
  tx: Tx,
  { terms, offset, take }: Asked,
): Promise<Found<HitOf<"incident">>[]> {
  const state = Prisma.sql`(CASE WHEN it.closed_at IS NULL THEN 'open' ELSE 'closed' END)`;
  const condition = allMet("incident", terms, (term) => [
    equals(Prisma.sql`it.number`, term.number),
    contains(Prisma.sql`it.title`, term),
    contains(Prisma.sql`it.summary`, term),
    contains(Prisma.sql`it.conclusion`, term),
    oneOfStates(state, statesNamed(INCIDENT_STATES, term.text)),
  ]);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT it.number, it.title, coalesce(it.conclusion, it.summary) AS summary, it.opened_at AS at, it.closed_at AS "closedAt",
           ${isNumber(Prisma.sql`it.number`, terms, "number")} AS exact
    FROM incident it WHERE ${condition} ORDER BY exact DESC, it.number DESC LIMIT ${take} OFFSET ${offset}`;
  return rows.map(({ exact, at, closedAt, ...incident }) => ({
    hit: { kind: "incident", ...incident, state: stateOf({ closedAt }), at: at.toISOString() },
    exact,
  }));
}

type Row = {
  number: number;
  title: string;
  summary: string;
  at: Date;
  closedAt: Date | null;
  exact: boolean;
};
