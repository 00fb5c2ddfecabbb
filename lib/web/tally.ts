import { newTally, type Tally } from "#lib/audit/tally.ts";

const KEY = Symbol.for("countersign.tally");
type Shared = { [KEY]?: Tally };

/** What this process counts for the audit log. The server and the pages meet on the global object, as for the database. */
export function tally(): Tally {
  const shared = globalThis as Shared;
  shared[KEY] ??= newTally();
  return shared[KEY];
}
