import type { Tx } from "#lib/db/client.ts";
import type { HitOf } from "#lib/overview/views/search.ts";
import type { Asked, Found } from "./search-terms.ts";

const UID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An event of the log by its leaf, where "leaf" or "event" is among the words, or by its id. */
export async function foundEvents(tx: Tx, { terms, offset }: Asked): Promise<Found<HitOf<"event">>[]> {
  const rest = terms.filter(({ kind }) => kind !== "event");
  const [term] = rest;
  if (rest.length !== 1 || !term || offset > 0) return [];
  const leaf = rest.length < terms.length ? term.number : null;
  const uid = UID.test(term.text) ? term.text : null;
  if (leaf === null && uid === null) return [];
  const rows = await tx.$queryRaw<{ uid: string; index: bigint | null; action: string; at: Date }[]>`
    SELECT event.uid::text, leaf.idx AS index, event.action, event.occurred_at AS at
    FROM audit_event event LEFT JOIN audit_leaf leaf ON leaf.event_id = event.id
    WHERE event.uid = ${uid}::uuid OR event.id = (SELECT event_id FROM audit_leaf WHERE idx = ${leaf})`;
  return rows.map(({ index, at, ...event }) => ({
    hit: {
      kind: "event",
      ...event,
      index: index === null ? null : Number(index),
      at: at.toISOString(),
    },
    exact: true,
  }));
}
