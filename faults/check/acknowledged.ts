import { createHash } from "node:crypto";
import type { History, Operation } from "../load/history.ts";
import type { Installation } from "../rig/installation.ts";

type Row = { key: string; action: string; requests: string; events: string };

/**
 * Every acknowledged change has its event exactly once; a refused one has none; one of unknown end may have none, but
 * never two. An event names the key of its request.
 */
export async function acknowledgedEvents(
  { sql }: Installation,
  history: History,
  faults: string[],
): Promise<Record<string, number>> {
  const rows = await sql<Row>(
    `SELECT view #>> '{request,idempotency}' AS key, action, count(*) AS events, count(DISTINCT view #>> '{request,id}') AS requests
     FROM audit_event WHERE view #>> '{request,idempotency}' IS NOT NULL GROUP BY 1, 2`,
  );
  const events = new Map(rows.map((row) => [`${row.key} ${row.action}`, Number(row.events)]));
  const requests = new Map<string, number>();
  for (const row of rows) requests.set(row.key, Math.max(requests.get(row.key) ?? 0, Number(row.requests)));
  const changes = history.operations.filter(({ event }) => event !== null);
  for (const change of changes) {
    const key = hashed(change.key);
    const left = { events: events.get(`${key} ${change.event}`) ?? 0, requests: requests.get(key) ?? 0 };
    faults.push(...faultsOf(change, left));
  }
  const known = new Set(changes.map(({ key }) => hashed(key)));
  for (const key of requests.keys())
    if (!known.has(key)) faults.push(`the log has an event of a request no client here sent: ${key}`);
  await streamsWithoutGap(sql, faults);
  return { changes: changes.length, acknowledged: changes.filter(({ ending }) => ending === "ok").length };
}

function faultsOf(
  { id, what, event, ending }: Operation,
  { events, requests }: { events: number; requests: number },
): string[] {
  const place = `operation ${id} (${what}, ${ending})`;
  const faults: string[] = [];
  if (ending === "ok" && events !== 1) faults.push(`${place}: has ${events} events ${event}, not 1`);
  if (ending === "refused" && events !== 0) faults.push(`${place}: was refused, but left ${events} events`);
  if (events > 1 || requests > 1) faults.push(`${place}: was carried out more than once under its key`);
  return faults;
}

/** The key as the event stores it. */
const hashed = (key: string): string => createHash("sha256").update(key).digest("base64url");

/** A stream counts from 1 without a gap, in the order of its leaves. */
async function streamsWithoutGap(sql: Installation["sql"], faults: string[]): Promise<void> {
  const rows = await sql<{ stream: string }>(
    `SELECT DISTINCT stream FROM (
       SELECT stream, stream_seq, row_number() OVER (PARTITION BY stream ORDER BY leaf.idx) AS place
       FROM audit_event event JOIN audit_leaf leaf ON leaf.event_id = event.id
     ) AS placed WHERE stream_seq <> place`,
  );
  for (const { stream } of rows) faults.push(`stream ${stream}: its leaves are out of order`);
}
