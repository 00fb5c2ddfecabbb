import { readingOf, WATCHED_VIEWS } from "#lib/audit/reading.ts";
import type { Tally } from "#lib/audit/tally.ts";
import type { Caller } from "#lib/kernel/caller.ts";

/** Counts that somebody read the log, for the audit log; the process records the counts periodically. */
export function noteReading(tally: Tally, view: string, input: unknown, caller: Caller): void {
  if (!WATCHED_VIEWS.includes(view)) return;
  const reading = readingOf(caller, view, input as Readonly<Record<string, unknown>>);
  if (reading) tally.note(reading, new Date());
}
