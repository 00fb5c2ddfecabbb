import { connect, type Database } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";

const KEY = Symbol.for("countersign.database");
type Shared = { [KEY]?: Database };

/**
 * The process-wide database. The server and the pages are compiled separately, so they share it on the global object.
 */
export function database(): Database {
  const shared = globalThis as Shared;
  shared[KEY] ??= connect(env().DATABASE_URL);
  return shared[KEY];
}
