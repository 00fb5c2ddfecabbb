import type { AnyEndpoint, ApiContext } from "#lib/api/contract/endpoint.ts";
import { fieldsOf, isNumberField } from "#lib/api/contract/fields.ts";
import { endingOf, pathParameters } from "#lib/api/contract/path.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { parseStrictJson } from "./strict-json.ts";

type Fields = Record<string, unknown>;
type Read = Promise<Result<Fields, Refusal>>;

/**
 * The input of a row: its path parameters, and the JSON body or the query string. A field comes from one place only,
 * so that every part of the system reads the same value. A parameter of a numeric field is parsed as a number.
 */
export async function readInput(context: ApiContext, endpoint: AnyEndpoint): Read {
  const { path } = endpoint;
  const fields = fieldsOf(endpoint.input);
  const fromPath: Fields = {};
  for (const name of pathParameters(path)) {
    const given = context.req.param(name) ?? "";
    const text = given.slice(0, given.length - endingOf(path, name).length);
    fromPath[name] = isNumberField(fields[name]) && /^\d{1,15}$/.test(text) ? Number(text) : text;
  }
  const rest = await readRest(context, endpoint);
  if (!rest.ok) return rest;
  const clash = Object.keys(fromPath).find((name) => Object.hasOwn(rest.value, name));
  if (clash)
    return refuse("invalid", "field-in-path", `${clash} may only be given in the path.`, {
      field: clash,
    });
  return ok({ ...rest.value, ...fromPath });
}

async function readRest(context: ApiContext, { method, path, input, body, handsOn }: AnyEndpoint): Read {
  if (method !== "GET") return body ? ok({}) : readJson(context);
  // Query parameters of a file or a health check are ignored.
  const fields = Object.keys(fieldsOf(input));
  const inQuery = handsOn || fields.length > pathParameters(path).length;
  return inQuery ? readQuery(context) : ok({});
}

/** The query string as fields; refuses a repeated name and any NUL. */
function readQuery(context: ApiContext): Result<Record<string, string>, Refusal> {
  const found = new Map<string, string>();
  for (const [name, value] of new URL(context.req.url).searchParams) {
    const said = `The parameter ${JSON.stringify(name.slice(0, 40))}`;
    if (found.has(name))
      return refuse("invalid", "key-twice", `${said} is given twice.`, { field: name.slice(0, 40) });
    if (value.includes("\u0000"))
      return refuse("invalid", "text-malformed", `${said} contains a NUL.`, { field: name.slice(0, 40) });
    found.set(name, value);
  }
  return ok(Object.fromEntries(found));
}

/** A JSON object from the body; an empty body is an empty object. */
async function readJson(context: ApiContext): Read {
  const bytes = new Uint8Array(await context.req.arrayBuffer());
  if (bytes.length === 0) return ok({});
  // Nothing is decompressed: ten kilobytes could become ten megabytes.
  if (!/^(?:identity)?$/i.test(context.req.header("content-encoding") ?? ""))
    return refuse("wrong-media-type", "content-encoded", "The body must be sent uncompressed.", {
      todo: "Send the body uncompressed and without a Content-Encoding header.",
    });
  if (!/^application\/json *(;|$)/i.test(context.req.header("content-type") ?? ""))
    return refuse("wrong-media-type", "content-type-not-json", "The body must be sent as application/json.", {
      todo: "Set the header Content-Type: application/json.",
    });
  const parsed = parseStrictJson(bytes);
  if (!parsed.ok) return parsed;
  if (typeof parsed.value !== "object" || parsed.value === null || Array.isArray(parsed.value))
    return refuse("invalid", "not-an-object", "The body must be a JSON object.");
  return ok(parsed.value as Fields);
}
