import type { Tx } from "#lib/db/client.ts";
import { readSaid } from "#lib/kernel/event-catalogue.ts";
import { releaseEvents } from "#lib/releases/events.ts";
import type { ReleaseEventView } from "#lib/releases/views/release-event.ts";

const EVENTS_MAX = 100;

type Row = {
  uid: string;
  index: bigint | null;
  action: string;
  at: Date;
  actor: string | null;
  data: unknown;
  reason: string | null;
};

/** What happened to a release, newest first, from its own stream of the audit log. */
export async function releaseHistory(tx: Tx, releaseId: string): Promise<ReleaseEventView[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e.uid::text, l.idx AS index, e.action, e.occurred_at AS at, p.name AS actor, e.view -> 'data' AS data,
           d.body #>> '{}' AS reason
    FROM audit_event e
    LEFT JOIN audit_leaf l ON l.event_id = e.id
    LEFT JOIN person p ON p.id::text = e.actor_id
    LEFT JOIN audit_detail d ON d.event_id = e.id AND d.name = 'reason'
    WHERE e.stream = ${`release/${releaseId}`}
    ORDER BY e.id DESC LIMIT ${EVENTS_MAX}`;
  return rows.map(({ index, at, actor, data, ...row }) => ({
    ...row,
    index: index === null ? null : Number(index),
    at: at.toISOString(),
    actor: actor ?? "The system",
    ...saidBy(row.action, data),
  }));
}

/** What a line of the history names. An entry this version cannot read names nothing. */
function saidBy(action: string, given: unknown) {
  const data = readSaid(releaseEvents, action, given)?.data;
  return {
    round: data && "round" in data ? data.round : null,
    seat: data && "seat" in data ? data.seat : null,
    decision: data && "decision" in data ? data.decision : null,
    changed: data && "changed" in data ? [...data.changed] : [],
    over: data && "over" in data ? [...(data.over ?? [])] : [],
  };
}
