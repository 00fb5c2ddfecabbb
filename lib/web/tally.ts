import { newTally, type Tally } from "#lib/audit/tally.ts";

const KEY = Symbol.for("countersign.tally");
type Shared = { [KEY]?: Tally };

/** This process's counts for the audit log. Server and pages share it on the global object, like the database. */
export function tally(): Tally {
  const shared = globalThis as Shared;
  shared[KEY] ??= newTally();
  return shared[KEY];
}
