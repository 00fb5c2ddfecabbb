import type { AuditEntry } from "#lib/audit/entry.ts";
import type { EventView } from "#lib/audit/views/event.ts";

type Row = { uid: string; index: bigint | null; actorName: string | null; view: unknown };

/** `view` was made from the hashed bytes and is held to them by the table's constraints. */
export function toEventView({ uid, index, actorName, view }: Row): EventView {
  const entry = view as AuditEntry;
  return {
    uid,
    index: index === null ? null : Number(index),
    action: entry.action,
    outcome: entry.outcome,
    occurredAt: entry.occurred_at,
    stream: entry.stream,
    streamSeq: entry.stream_seq,
    actor: { type: entry.actor.type, id: entry.actor.id, name: actorName },
    targets: entry.targets.map((target) => ({ ...target })),
    data: { ...entry.data },
  };
}
