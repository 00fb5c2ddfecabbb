import { causeOf } from "./transaction.ts";

const REASONS: Readonly<Record<string, string>> = {
  "53100": "The database has no room left on its disk.",
  "53200": "The database has no memory left.",
  "53300": "The database has no connection left.",
  TooManyConnections: "The database has no connection left.",
  "57P01": "The database was shut down.",
  "57P02": "The database ended in the middle of its work and is being started again.",
  "57P03": "The database is being started again.",
};
const RECENT_MS = 15_000;

/** What a database that is not available lacks, as a sentence that names no address. */
export function unavailableReason(error: unknown): string {
  const { originalCode = "", kind = "" } = causeOf(error) ?? {};
  return REASONS[originalCode] ?? REASONS[kind] ?? "The database cannot be reached.";
}

let last = { reason: "", atMs: Number.NEGATIVE_INFINITY };

/** Remembers why the database could not do something: what only meets writers shows in no question asked of it. */
export function noteUnavailable(error: unknown, nowMs = performance.now()): void {
  last = { reason: unavailableReason(error), atMs: nowMs };
}

/** Why the database could not do something a moment ago; null where all was well. */
export const recentlyUnavailable = (nowMs = performance.now()): string | null =>
  nowMs - last.atMs < RECENT_MS ? last.reason : null;
