import type { Context } from "hono";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import { isUnavailable } from "#lib/db/transaction.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { log } from "#lib/log.ts";
import { authenticate, type Door } from "./authenticate.ts";
import { problemResponse } from "./problem.ts";
import { fieldsOf, inputOf, isNumberField, pathParameters, type Route } from "./route.ts";
import { parseStrictJson } from "./strict-json.ts";

export type ApiContext = Context<{ Variables: { requestId: string } }>;
export type Work = (caller: Caller, context: ApiContext) => Promise<Result<unknown, Refusal> | Response>;

/** The handler of a table row. */
export const handleRoute = (door: Door, route: Route) =>
  guarded(door, async (caller, context) => {
    const input = await readInput(context, route);
    if (!input.ok) return input;
    const key = "command" in route ? idempotencyKey(context) : ok(undefined);
    if (!key.ok) return key;
    if ("query" in route) return look(door.db, route.query, input.value, { caller });
    const requestId = context.get("requestId");
    return run(door.db, route.command, input.value, {
      caller,
      requestId,
      ...(key.value ? { idempotencyKey: key.value } : {}),
    });
  });

/** Authenticates, works, and answers JSON or a problem. A bug or a lost database is never told in detail. */
export const guarded =
  (door: Door, work: Work) =>
  async (context: ApiContext): Promise<Response> => {
    const requestId = context.get("requestId");
    try {
      const caller = await authenticate(context.req.raw, door, new Date());
      if (!caller.ok) return problemResponse(caller.error, requestId);
      const answer = await work(caller.value, context);
      if (answer instanceof Response) return answer;
      return answer.ok ? jsonResponse(answer.value) : problemResponse(answer.error, requestId);
    } catch (error) {
      return failure(error, requestId);
    }
  };

export const jsonResponse = (value: unknown): Response =>
  new Response(JSON.stringify(value), {
    headers: { "content-type": "application/json", "cache-control": "no-store" },
  });

export function failure(error: unknown, requestId: string): Response {
  if (isUnavailable(error)) {
    log.warn({ err: error, requestId }, "the database cannot be reached");
    const refusal = refuse(
      "unavailable",
      "database-unavailable",
      "The database cannot be reached. Nothing was changed.",
      {
        retryAfterSeconds: 5,
        todo: "Send the request again in a moment, under the same Idempotency-Key.",
      },
    );
    return problemResponse(refusal.error, requestId);
  }
  log.error({ err: error, requestId }, "a request failed");
  const refusal = refuse(
    "unavailable",
    "internal-error",
    "Something went wrong on our side. Nothing was changed.",
    {
      todo: `Tell the operator this request id: ${requestId}.`,
    },
  );
  return problemResponse(refusal.error, requestId, 500);
}

async function readInput(context: ApiContext, route: Route): Promise<Result<unknown, Refusal>> {
  const fields = fieldsOf(inputOf(route));
  const fromPath: Record<string, unknown> = {};
  for (const name of pathParameters(route.path)) {
    const text = context.req.param(name) ?? "";
    fromPath[name] = isNumberField(fields[name]) && /^\d{1,15}$/.test(text) ? Number(text) : text;
  }
  if (route.method === "GET") return ok({ ...context.req.query(), ...fromPath });
  const body = await readJson(context);
  if (!body.ok) return body;
  const clash = pathParameters(route.path).find((name) => Object.hasOwn(body.value, name));
  if (clash)
    return refuse("invalid", "field-in-path", `${clash} is given by the path, not by the body.`, {
      field: clash,
    });
  return ok({ ...body.value, ...fromPath });
}

/** A JSON object from the body; an empty body is an empty object. */
export async function readJson(context: ApiContext): Promise<Result<Record<string, unknown>, Refusal>> {
  const bytes = new Uint8Array(await context.req.arrayBuffer());
  if (bytes.length === 0) return ok({});
  if (!/^application\/json *(;|$)/i.test(context.req.header("content-type") ?? ""))
    return refuse("wrong-media-type", "content-type-not-json", "The body must be sent as application/json.", {
      todo: "Set the Content-Type header.",
    });
  const parsed = parseStrictJson(bytes);
  if (!parsed.ok) return parsed;
  if (typeof parsed.value !== "object" || parsed.value === null || Array.isArray(parsed.value))
    return refuse("invalid", "not-an-object", "The body must be a JSON object.");
  return ok(parsed.value as Record<string, unknown>);
}

function idempotencyKey(context: ApiContext): Result<string | undefined, Refusal> {
  const key = context.req.header("idempotency-key");
  if (key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)) return ok(key);
  return refuse(
    "invalid",
    "idempotency-key-malformed",
    "An Idempotency-Key has 1 to 200 visible ASCII characters.",
  );
}
