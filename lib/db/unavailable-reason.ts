import { causeOf } from "./transaction.ts";

const REASONS: Readonly<Record<string, string>> = {
  "53100": "The database has no disk space left.",
  "53200": "The database has no memory left.",
  "53300": "The database has no connections left.",
  TooManyConnections: "The database has no connections left.",
  "57P01": "The database was shut down.",
  "57P02": "The database crashed and is restarting.",
  "57P03": "The database is starting.",
};
const RECENT_MS = 15_000;

/** Why a database is unavailable, as a sentence without addresses. */
export function unavailableReason(error: unknown): string {
  const { originalCode = "", kind = "" } = causeOf(error) ?? {};
  return REASONS[originalCode] ?? REASONS[kind] ?? "The database cannot be reached.";
}

let last = { reason: "", atMs: Number.NEGATIVE_INFINITY };

/** Remembers why the database failed: a fault that only writers meet does not show in a health check. */
export function noteUnavailable(error: unknown, nowMs = performance.now()): void {
  last = { reason: unavailableReason(error), atMs: nowMs };
}

/** Why the database failed a moment ago; null if it did not. */
export const recentlyUnavailable = (nowMs = performance.now()): string | null =>
  nowMs - last.atMs < RECENT_MS ? last.reason : null;
