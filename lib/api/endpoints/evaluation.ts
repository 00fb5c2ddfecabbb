import { permit } from "#lib/access/permission.ts";
import type { Api, ApiParts } from "#lib/api/app.ts";
import { callerOfAuthorization } from "#lib/api/guard/authenticate.ts";
import { noteToken } from "#lib/api/guard/note-denial.ts";
import { parseStrictJson } from "#lib/api/guard/strict-json.ts";
import { isUnavailable } from "#lib/db/transaction.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import {
  evaluateAll,
  evaluateOne,
  failure,
  type OfrepAnswer,
  readContext,
} from "#lib/protocols/ofrep/ofrep.ts";

/** Where evaluations are asked for: `POST` here for every flag, or one level below for one. */
export const EVALUATION_PATH = "/ofrep/v1/evaluate/flags";

/** A token is looked up again after this long; a revoked one stops working within it. */
const CALLER_MS = 2000;
const CALLERS_MAX = 1000;

/** An evaluation as it was asked, by whatever the request was read with. */
export type Asked = {
  /** Which flag; all of them where null. */
  readonly key: string | null;
  header(name: string): string | undefined;
  readonly body: Uint8Array;
};

export type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/** Answers at once where the caller is known from a moment ago. */
export type EvaluationDoor = (asked: Asked) => Answered | Promise<Answered>;

/** Which version answers this request? OFREP 0.3.0, single and bulk, from memory. */
export function evaluationDoor(parts: ApiParts): EvaluationDoor {
  const callerOf = rememberedCallers(parts);
  const answerTo = (caller: Known, asked: Asked): Answered => {
    if (caller === "unavailable") return away;
    if (!caller) return refusal(401, { "www-authenticate": "Bearer" });
    const permitted = permit(caller, "assignment:evaluate");
    if (!permitted.ok) return noteScope(parts, caller, permitted.error.code);
    if (!parts.assignments.ready()) return away;
    return answer(evaluate(parts, caller.workspaceId, asked));
  };
  return (asked) => {
    const caller = callerOf(asked);
    return caller instanceof Promise
      ? caller.then((found) => answerTo(found, asked))
      : answerTo(caller, asked);
  };
}

/** Where from is not known here: the socket is read before anything is known of the address. */
const FROM = { what: `POST ${EVALUATION_PATH}`, address: "unknown" };

function noteScope({ tally }: ApiParts, { id, workspaceId }: Caller, code: string): Answered {
  tally.note({ kind: "denial", workspaceId, doer: { type: "token", id }, code, ...FROM }, new Date());
  return refusal(403);
}

/** Whoever asks; null for nobody, or that this cannot be told while the database is away. */
type Known = Caller | null | "unavailable";

/** The same by Hono, so that the API is whole without a socket. `apiListener` answers in front of it. */
export function evaluationDoors(app: Api, parts: ApiParts): void {
  const door = evaluationDoor(parts);
  app.on("POST", [EVALUATION_PATH, `${EVALUATION_PATH}/:key`], async ({ req }) => {
    const body = new Uint8Array(await req.arrayBuffer());
    const key = req.param("key") ?? null;
    const answered = await door({ key, header: (name) => req.header(name), body });
    return new Response(answered.body, answered);
  });
}

function evaluate(parts: ApiParts, workspaceId: string, asked: Asked): OfrepAnswer {
  const { assignments } = parts;
  const { key } = asked;
  const context = contextOf(asked);
  if (key === null)
    return context
      ? evaluateAll(assignments, workspaceId, context, asked.header("if-none-match"))
      : failure(400, undefined, "INVALID_CONTEXT", "The context is not an object.");
  return context
    ? evaluateOne(assignments, workspaceId, key, context)
    : failure(400, key, "INVALID_CONTEXT", 'The body is {"context":{"targetingKey":"…"}}.');
}

function contextOf({ body, header }: Asked) {
  if (body.length === 0) return readContext({});
  if (!/^application\/json *(;|$)/i.test(header("content-type") ?? "")) return null;
  const parsed = parseStrictJson(body);
  return parsed.ok ? readContext(parsed.value) : null;
}

const refusal = (status: number, headers: Record<string, string> = {}): Answered => ({
  status,
  headers,
  body: null,
});
const away = refusal(503, { "retry-after": "1" });

function answer({ status, body, etag }: OfrepAnswer): Answered {
  const headers: Record<string, string> = { "content-type": "application/json", "cache-control": "no-store" };
  if (etag) headers["etag"] = etag;
  return { status, headers, body };
}

/** Callers by their key, so that an evaluation asks the database only now and then. */
function rememberedCallers(parts: ApiParts) {
  const remembered = new Map<string, { caller: Caller; until: number }>();
  const lookUp = async (key: string): Promise<Caller | null> => {
    const now = Date.now();
    const caller = await callerOfAuthorization(key, parts.db, new Date(now));
    if (!caller.ok) {
      await noteToken(parts, key, FROM);
      return null;
    }
    if (remembered.size >= CALLERS_MAX) remembered.clear();
    remembered.set(key, { caller: caller.value, until: now + CALLER_MS });
    return caller.value;
  };
  return ({ header }: Asked): Known | Promise<Known> => {
    // OFREP clients may send the key in either header. A browser's session evaluates nothing.
    const key = header("authorization") ?? bearerOf(header("x-api-key"));
    if (key === undefined) return null;
    const known = remembered.get(key);
    if (known && known.until > Date.now()) return known.caller;
    return lookUp(key).catch((error: unknown): Known => {
      // The table is in memory: while the database is away, a token known a moment ago goes on being served.
      if (isUnavailable(error)) return known?.caller ?? "unavailable";
      throw error;
    });
  };
}

const bearerOf = (key: string | undefined): string | undefined => (key ? `Bearer ${key}` : undefined);
