import { z } from "zod";
import type { AuditEntry } from "#lib/audit/entry.ts";
import { line } from "#lib/kernel/fields.ts";

/** An event as lists and pages show it. */
export const eventView = z.object({
  uid: z.string(),
  /** Leaf index in the log; null until the sequencer assigns it. */
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

/** A search word, never a pattern supplied by the reader. */
export const searchText = line(120);

type Row = { uid: string; index: bigint | null; actorName: string | null; view: unknown };

/** `view` is derived from the hashed bytes; the table's constraints keep both equal. */
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
