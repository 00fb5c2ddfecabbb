import { z } from "zod";
import type { AuditEntry } from "#lib/audit/entry.ts";
import { line } from "#lib/kernel/fields.ts";

/** What lists and pages show of an event. */
export const eventView = z.object({
  uid: z.string(),
  /** Leaf index in the log; null for the moment until the sequencer has placed it. */
  index: z.number().nullable(),
  action: z.string(),
  outcome: z.string(),
  occurredAt: z.string(),
  stream: z.string(),
  streamSeq: z.number(),
  actor: z.object({ type: z.string(), id: z.string(), name: z.string().nullable() }),
  targets: z.array(z.object({ type: z.string(), id: z.string(), digest: z.string().optional() })),
  data: z.record(z.string(), z.unknown()),
});

export type EventView = z.infer<typeof eventView>;

/** A search word: never a pattern of the reader's making. */
export const searchText = line(120);

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
