import { permit } from "#lib/access/permission.ts";
import type { Api, ApiParts } from "#lib/api/app.ts";
import { authenticate } from "#lib/api/authenticate.ts";
import { type ApiContext, readJson } from "#lib/api/handle.ts";
import { isUnavailable } from "#lib/db/transaction.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import {
  evaluateAll,
  evaluateOne,
  failure,
  type OfrepAnswer,
  readContext,
} from "#lib/protocols/ofrep/ofrep.ts";

/** A token is looked up again after this long; a revoked one stops working within it. */
const CALLER_MS = 2000;
const CALLERS_MAX = 1000;

/** Which version answers this request? OFREP 0.3.0, single and bulk. */
export function evaluationDoors(app: Api, parts: ApiParts): void {
  const callerOf = rememberedCallers(parts);
  const answering =
    (answer: (context: ApiContext, workspaceId: string) => Promise<OfrepAnswer>) =>
    async (context: ApiContext) => {
      const caller = await callerOf(context.req.raw);
      if (caller === "unavailable")
        return new Response(null, { status: 503, headers: { "retry-after": "1" } });
      if (!caller) return new Response(null, { status: 401, headers: { "www-authenticate": "Bearer" } });
      if (!permit(caller, "assignment:evaluate").ok) return new Response(null, { status: 403 });
      if (!parts.assignments.ready())
        return new Response(null, { status: 503, headers: { "retry-after": "1" } });
      return respond(await answer(context, caller.workspaceId));
    };
  app.post(
    "/ofrep/v1/evaluate/flags/:key",
    answering(async (context, workspaceId) => {
      const key = context.req.param("key") ?? "";
      const asked = await contextOf(context);
      if (!asked)
        return failure(400, key, "INVALID_CONTEXT", 'The body is {"context":{"targetingKey":"…"}}.');
      return evaluateOne(parts.assignments, workspaceId, key, asked);
    }),
  );
  app.post(
    "/ofrep/v1/evaluate/flags",
    answering(async (context, workspaceId) => {
      const asked = await contextOf(context);
      if (!asked)
        return {
          status: 400,
          body: { errorCode: "INVALID_CONTEXT", errorDetails: "The context is not an object." },
        };
      return evaluateAll(parts.assignments, workspaceId, asked, context.req.header("if-none-match"));
    }),
  );
}

async function contextOf(context: ApiContext) {
  const body = await readJson(context);
  return body.ok ? readContext(body.value) : null;
}

function respond({ status, body, etag }: OfrepAnswer): Response {
  const headers: Record<string, string> = { "content-type": "application/json", "cache-control": "no-store" };
  if (etag) headers["etag"] = etag;
  return new Response(body === null ? null : JSON.stringify(body), { status, headers });
}

/** Callers by Authorization header, so that an evaluation asks the database only now and then. */
function rememberedCallers(parts: ApiParts) {
  const remembered = new Map<string, { caller: Caller; until: number }>();
  const lookUp = async (request: Request, key: string | null): Promise<Caller | null> => {
    const asking = key ? new Request(request.url, { headers: { authorization: key } }) : request;
    const now = Date.now();
    const caller = await authenticate(asking, parts, new Date(now));
    if (!caller.ok) return null;
    if (remembered.size >= CALLERS_MAX) remembered.clear();
    if (key) remembered.set(key, { caller: caller.value, until: now + CALLER_MS });
    return caller.value;
  };
  return async (request: Request): Promise<Caller | null | "unavailable"> => {
    // OFREP clients may send the key in either header.
    const key = request.headers.get("authorization") ?? bearerOf(request.headers.get("x-api-key"));
    const known = key ? remembered.get(key) : undefined;
    if (known && known.until > Date.now()) return known.caller;
    return lookUp(request, key).catch((error: unknown) => {
      // The table is in memory: while the database is away, a token known a moment ago goes on being served.
      if (isUnavailable(error)) return known?.caller ?? "unavailable";
      throw error;
    });
  };
}

const bearerOf = (key: string | null): string | null => (key === null ? null : `Bearer ${key}`);
