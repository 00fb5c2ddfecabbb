import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const count = z.number().int().min(1).max(1000);
const place = z.number().int().min(0);

/** The stored head of the tree, to be held against a tree computed anew. */
export const logHead = defineQuery({
  name: "log-head",
  permission: "audit:read",
  summary: "The stored head of the log's tree",
  input: z.strictObject({}),
  output: z.object({ size: z.number(), root: bytes }),

  async load(tx) {
    const tree = await tx.auditTree.findUniqueOrThrow({ where: { id: 1 } });
    return ok({ size: Number(tree.size), root: new Uint8Array(tree.root) });
  },
});

/** Stored tiles of one level from tile `from` on, in order. */
export const tilePage = defineQuery({
  name: "tile-page",
  permission: "audit:read",
  summary: "Stored tiles of one level",
  input: z.strictObject({ level: place, from: place, count }),
  output: z.array(z.object({ n: z.number(), hashes: bytes })),

  async load(tx, { level, from, count: take }) {
    const rows = await tx.auditTile.findMany({
      where: { level, n: { gte: from } },
      orderBy: { n: "asc" },
      take,
    });
    return ok(rows.map((row) => ({ n: Number(row.n), hashes: new Uint8Array(row.hashes) })));
  },
});

/** Signed checkpoints of more than `after` leaves, smallest first. */
export const checkpointPage = defineQuery({
  name: "checkpoint-page",
  permission: "audit:read",
  summary: "Signed checkpoints in order",
  input: z.strictObject({ after: place, count }),
  output: z.array(z.object({ size: z.number(), note: z.string() })),

  async load(tx, { after, count: take }) {
    const rows = await tx.auditCheckpoint.findMany({
      where: { size: { gt: after } },
      orderBy: { size: "asc" },
      take,
      select: { size: true, note: true },
    });
    return ok(rows.map(({ size, note }) => ({ size: Number(size), note })));
  },
});

/** Recorded events of the workspace in the order they were written, with the place the log gave them. */
export const eventPage = defineQuery({
  name: "event-page",
  permission: "audit:read",
  summary: "Recorded events with their exact bytes",
  input: z.strictObject({ after: place, count }),
  output: z.array(
    z.object({
      id: z.number(),
      uid: z.string(),
      stream: z.string(),
      entry: bytes,
      /** Null while the event waits for its place. */
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
