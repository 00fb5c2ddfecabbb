import { doersFor } from "#lib/access/independence.ts";
import {
  type PersonEntry,
  type Provenance,
  personOf,
  provenanceOf,
  provenanceStreams,
} from "#lib/access/provenance.ts";
import { renewalsOf } from "#lib/access/waiting.ts";
import type { Tx } from "#lib/db/client.ts";

type Row = { stream: string; action: string; at: Date; type: string; by: string; data: unknown };

/**
 * Where the authority of these people comes from, of whoever made them signers, and of whoever handed over or renewed
 * what any of them signs in with, and so on, by id.
 */
export async function provenancesOf(
  tx: Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Provenance>> {
  const told = new Map<string, Provenance>();
  let next = new Set(personIds);
  while (next.size > 0) {
    for (const [id, provenance] of await provenancesAlone(tx, [...next])) told.set(id, provenance);
    const behind = [...told.values()].flatMap((one) => [
      ...one.hands,
      ...renewalsOf(one).flatMap(({ by }) => by ?? []),
    ]);
    const doers = personIds.flatMap((id) => doersFor(told.get(id)!));
    next = new Set([...behind, ...doers].filter((id) => !told.has(id)));
  }
  return told;
}

async function provenancesAlone(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Provenance>> {
  const streams = ids.flatMap(provenanceStreams);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT stream, action, occurred_at AS at, view #>> '{actor,type}' AS type, actor_id AS by, view -> 'data' AS data
    FROM audit_event WHERE stream = ANY (${streams}) ORDER BY id`;
  const byPerson = Map.groupBy(rows, ({ stream }) => personOf(stream));
  return new Map(ids.map((id) => [id, provenanceOf(id, (byPerson.get(id) ?? []).map(entryOf))]));
}

const entryOf = ({ action, at, type, by, data }: Row): PersonEntry => ({
  action,
  data,
  at: at.toISOString(),
  by: type === "user" ? by : null,
});
