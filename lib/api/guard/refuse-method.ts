import type { Context } from "hono";
import type { AnyEndpoint, Api } from "#lib/api/contract/endpoint.ts";
import { isPattern } from "#lib/api/contract/path.ts";
import { problemResponse } from "#lib/api/contract/problem.ts";
import { refuse } from "#lib/kernel/refusal.ts";

const METHODS = ["GET", "POST", "PUT"];

/**
 * Makes every address without parameters refuse other methods before a pattern that also fits it matches:
 * `/factors/recovery-codes` is not a factor. Call after all those addresses are routed, and before any pattern is.
 */
export function closeFixedAddresses(app: Api, table: readonly AnyEndpoint[]): void {
  const taken = new Map<string, string[]>();
  for (const { method, path } of table)
    if (!isPattern(path)) taken.set(path, [...(taken.get(path) ?? []), method]);
  for (const [path, methods] of taken) app.all(path, (context) => refuseMethod(context, methods));
}

/** Nothing has this address, or what has it takes other methods (RFC 9110 §15.5.6). */
export function refuseUnknown(app: Api, context: Context): Response {
  const { path } = context.req;
  const allowed = METHODS.filter((method) => isTaken(app, method, path));
  return allowed.length > 0
    ? refuseMethod(context, allowed)
    : problemResponse(noSuchAddress.error, context.get("requestId") ?? "");
}

/** Every address also has the handler that assigns the request id; a match means one more. */
const isTaken = (app: Api, method: string, path: string): boolean =>
  app.router.match(method, path)[0].length > 1;

function refuseMethod(context: Context, allowed: readonly string[]): Response {
  const response = problemResponse(noSuchMethod.error, context.get("requestId") ?? "", 405);
  const named = allowed.flatMap((method) => (method === "GET" ? [method, "HEAD"] : [method]));
  response.headers.set("allow", named.join(", "));
  return response;
}

const noSuchMethod = refuse("not-found", "method-not-allowed", "This address does not accept this method.", {
  todo: "See /api/docs for the methods it accepts.",
});
const noSuchAddress = refuse("not-found", "no-such-address", "The API has no such address and method.", {
  todo: "See /api/docs for every address.",
});
