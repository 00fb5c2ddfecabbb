import { type Context, Hono } from "hono";
import { matchedRoutes } from "hono/route";
import { v7 as uuidv7 } from "uuid";
import type { AnyEndpoint, Api, ApiParts } from "./contract/endpoint.ts";
import { honoPath, isPattern } from "./contract/path.ts";
import { failure, problemResponse } from "./contract/problem.ts";
import { BODY_BYTES_MAX, type BodyLimit, bodyGuard, type LimitOf } from "./guard/body-guard.ts";
import { closeFixedAddresses, refuseUnknown } from "./guard/refuse-method.ts";
import { handlerOf } from "./handle.ts";
import { table } from "./table.ts";

/** The HTTP API: every row of the table, and nothing else. */
export function buildApi(parts: ApiParts): Api {
  const app: Api = new Hono();
  const guard = bodyGuard(limitsOf(table));
  app.use(async (context, next) => {
    const requestId = uuidv7();
    context.set("requestId", requestId);
    const body = await guard(context);
    if (!body.ok) return problemResponse(body.error, requestId);
    await next().finally(body.value);
    context.res.headers.set("x-request-id", requestId);
  });
  const serving = { ...parts, table };
  const hang = (endpoint: AnyEndpoint) =>
    app.on(endpoint.method, honoPath(endpoint.path), handlerOf(endpoint, serving));
  for (const endpoint of table) if (!isPattern(endpoint.path)) hang(endpoint);
  closeFixedAddresses(app, table);
  for (const endpoint of table) if (isPattern(endpoint.path)) hang(endpoint);
  app.notFound((context) => refuseUnknown(app, context));
  app.onError((error, context) => failure(error, context.get("requestId") ?? ""));
  return app;
}

/** Each row's own limit; the common limit where no row matches. */
function limitsOf(rows: readonly AnyEndpoint[]): LimitOf {
  const limits = new Map<string, BodyLimit | null>();
  for (const { method, path, limits: { bytes = BODY_BYTES_MAX, instead, streamed } = {} } of rows)
    limits.set(`${method} ${honoPath(path)}`, streamed ? null : { bytes, instead });
  return (context: Context) => {
    for (const { method, path } of matchedRoutes(context)) {
      const limit = limits.get(`${method} ${path}`);
      if (limit !== undefined) return limit;
    }
    return { bytes: BODY_BYTES_MAX };
  };
}
