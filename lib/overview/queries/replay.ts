import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { type AuditEntry, decodeEntry } from "#lib/audit/entry.ts";
import { differences, foldFacts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { ok } from "#lib/kernel/result.ts";
import { REPLAYED } from "#lib/overview/rows/replayed.ts";

/** Only this many differences are listed; the rest are counted. */
const TOLD_MAX = 10_000;
/** Sorts before every id. */
const NO_ID = "00000000-0000-0000-0000-000000000000";

type Told = { events: number; things: number; differing: number; differences: string[] };

/**
 * Replays the log and compares the result with the tables, a page of subjects at a time, within one snapshot. A log
 * of any length takes only the memory of its largest subjects.
 */
export const replay = defineQuery({
  name: "replay",
  permission: "audit:read",
  summary: "Replay the log and compare it with the tables",
  // The nightly job may take a quarter of an hour.
  secondsMax: 840,
  input: z.strictObject({}),
  output: z.object({
    events: z.number(),
    things: z.number(),
    /** The number of differences. */
    differing: z.number(),
    differences: z.array(z.string()),
  }),

  async load(tx) {
    const told: Told = { events: 0, things: 0, differing: 0, differences: [] };
    for (const kind of REPLAYED) {
      for await (const ids of idsInTables(tx, kind)) await compare(tx, kind, ids, told);
      for await (const ids of idsOnlyInLog(tx, kind)) await compare(tx, kind, ids, told);
    }
    return ok(told);
  },
});

async function compare(tx: Tx, kind: Replayed, ids: readonly string[], told: Told): Promise<void> {
  const read = await entriesOf(tx, kind, ids);
  const { facts: fromLog, faults } = foldFacts(kind.fold, read.entries);
  const found = [...read.faults, ...faults, ...differences(fromLog, await kind.facts(tx, ids))];
  told.events += read.entries.length;
  told.things += fromLog.size;
  told.differing += found.length;
  told.differences.push(...found.slice(0, TOLD_MAX - told.differences.length));
}

/** From the exact bytes that were hashed, never from their decoded copy; each stream in its order. */
async function entriesOf(tx: Tx, { stream, fold }: Replayed, ids: readonly string[]) {
  const entries: AuditEntry[] = [];
  const faults: string[] = [];
  const rows = await tx.$queryRaw<{ uid: string; entry: Uint8Array }[]>`
    SELECT uid::text, entry FROM audit_event
    WHERE stream = ANY (${ids.map((id) => `${stream}/${id}`)}) AND action = ANY (${[...fold.types]})
    ORDER BY stream, stream_seq`;
  for (const { uid, entry } of rows) {
    const decoded = decodeEntry(new Uint8Array(entry));
    if (decoded.ok) entries.push(decoded.value);
    else faults.push(`event ${uid}: ${decoded.error}`);
  }
  return { entries, faults };
}

async function* idsInTables(tx: Tx, { table, subjectsAPage }: Replayed): AsyncGenerator<string[]> {
  for (let after = NO_ID; ; ) {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id::text FROM ${Prisma.raw(table)} WHERE id > ${after}::uuid ORDER BY id LIMIT ${subjectsAPage}`;
    if (rows.length > 0) yield rows.map(({ id }) => id);
    if (rows.length < subjectsAPage) return;
    after = rows.at(-1)!.id;
  }
}

/** Subjects the log names that have no row: a deleted row must not go unnoticed. */
async function* idsOnlyInLog(
  tx: Tx,
  { stream, table, fold, subjectsAPage }: Replayed,
): AsyncGenerator<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT substr(stream, ${stream.length + 2}) AS id FROM audit_event WHERE action = ANY (${[...fold.types]})
      AND NOT EXISTS (SELECT FROM ${Prisma.raw(table)} subject WHERE stream = ${`${stream}/`} || subject.id)`;
  for (let at = 0; at < rows.length; at += subjectsAPage)
    yield rows.slice(at, at + subjectsAPage).map(({ id }) => id);
}
