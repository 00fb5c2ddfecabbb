import type { Api, ApiParts } from "#lib/api/app.ts";
import { tlogTiles } from "#lib/protocols/tlog-tiles/routes.ts";

/** The audit log by its own standard, for tools that know it. */
export function logDoors(app: Api, parts: ApiParts): void {
  app.route("/api/v1/log", tlogTiles(parts));
}
