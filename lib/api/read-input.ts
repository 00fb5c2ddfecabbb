import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { parseStrictJson } from "./guard/strict-json.ts";
import type { ApiContext } from "./handle.ts";
import { fieldsOf, inputOf, isNumberField, pathParameters, type Route } from "./route.ts";

/**
 * The input of a row: its path parameters, and the JSON body or the query string. A field comes from one place only:
 * what one part of the system reads must be what every other part reads.
 */
export async function readInput(context: ApiContext, route: Route): Promise<Result<unknown, Refusal>> {
  const fields = fieldsOf(inputOf(route));
  const fromPath: Record<string, unknown> = {};
  for (const name of pathParameters(route.path)) {
    const text = context.req.param(name) ?? "";
    fromPath[name] = isNumberField(fields[name]) && /^\d{1,15}$/.test(text) ? Number(text) : text;
  }
  const rest = route.method === "GET" ? readQuery(context) : await readJson(context);
  if (!rest.ok) return rest;
  const clash = Object.keys(fromPath).find((name) => Object.hasOwn(rest.value, name));
  if (clash)
    return refuse("invalid", "field-in-path", `${clash} is given by the path and nowhere else.`, {
      field: clash,
    });
  return ok({ ...rest.value, ...fromPath });
}

/** The query string as fields: none twice, and no NUL in any. */
export function readQuery(context: ApiContext): Result<Record<string, string>, Refusal> {
  const found = new Map<string, string>();
  for (const [name, value] of new URL(context.req.url).searchParams) {
    const said = `The parameter ${JSON.stringify(name.slice(0, 40))}`;
    if (found.has(name))
      return refuse("invalid", "key-twice", `${said} is there twice.`, { field: name.slice(0, 40) });
    if (value.includes("\u0000"))
      return refuse("invalid", "text-malformed", `${said} holds a NUL.`, { field: name.slice(0, 40) });
    found.set(name, value);
  }
  return ok(Object.fromEntries(found));
}

/** A JSON object from the body; an empty body is an empty object. */
export async function readJson(context: ApiContext): Promise<Result<Record<string, unknown>, Refusal>> {
  const bytes = new Uint8Array(await context.req.arrayBuffer());
  if (bytes.length === 0) return ok({});
  // Nothing is unpacked: ten kilobytes could be ten megabytes.
  if (!/^(?:identity)?$/i.test(context.req.header("content-encoding") ?? ""))
    return refuse("wrong-media-type", "content-encoded", "The body must be sent as it is, not packed.", {
      todo: "Leave out the Content-Encoding header, and what it names.",
    });
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

export const IDEMPOTENCY_KEY = /^[!-~]{1,200}$/;

export function idempotencyKey(context: ApiContext): Result<string | undefined, Refusal> {
  const key = context.req.header("idempotency-key");
  if (key === undefined || IDEMPOTENCY_KEY.test(key)) return ok(key);
  return refuse(
    "invalid",
    "idempotency-key-malformed",
    "An Idempotency-Key has 1 to 200 visible ASCII characters.",
  );
}
