import { z } from "zod";
import { bytes, pageCount, place } from "#lib/audit/log-page.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

/** Recorded events of the workspace in the order of writing, with their index in the log. */
export const eventPage = defineQuery({
  name: "event-page",
  permission: "audit:read",
  summary: "List recorded events with their exact bytes",
  input: z.strictObject({ after: place, count: pageCount }),
  output: z.array(
    z.object({
      id: z.number(),
      uid: z.string(),
      stream: z.string(),
      entry: bytes,
      /** Null until the sequencer assigns it. */
      index: z.number().nullable(),
      waiting: z.boolean(),
    }),
  ),

  async load(tx, { after, count: take }) {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT event.id, event.uid::text, event.stream, event.entry, leaf.idx AS index,
             EXISTS (SELECT FROM audit_outbox WHERE event_id = event.id) AS waiting
      FROM audit_event event LEFT JOIN audit_leaf leaf ON leaf.event_id = event.id
      WHERE event.id > ${after} ORDER BY event.id LIMIT ${take}`;
    return ok(
      rows.map((row) => ({
        ...row,
        id: Number(row.id),
        index: row.index === null ? null : Number(row.index),
        entry: new Uint8Array(row.entry),
      })),
    );
  },
});

type Row = {
  id: bigint;
  uid: string;
  stream: string;
  entry: Uint8Array;
  index: bigint | null;
  waiting: boolean;
};
