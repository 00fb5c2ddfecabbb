import { routes } from "#lib/api/table.ts";
import type { RouteKey } from "./requests/request.ts";

/** Every route by its key, `GET /releases`. */
export const KEYS = routes.map(({ method, path }) => `${method} ${path}` as RouteKey);
export const READS = KEYS.filter((key) => key.startsWith("GET "));
export const WRITES = KEYS.filter((key) => !key.startsWith("GET "));
