import type { Context } from "hono";
import { readingOf, WATCHED_VIEWS } from "#lib/audit/reading.ts";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import { isUnavailable } from "#lib/db/transaction.ts";
import { noteUnavailable } from "#lib/db/unavailable-reason.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { log } from "#lib/log.ts";
import { authenticate, type Door } from "./guard/authenticate.ts";
import { noteDenial, noteStranger } from "./guard/note-denial.ts";
import { problemResponse } from "./problem.ts";
import { idempotencyKey, readInput } from "./read-input.ts";
import type { Route } from "./route.ts";

export type ApiContext = Context<{ Variables: { requestId: string } }>;
export type Work = (caller: Caller, context: ApiContext) => Promise<Result<unknown, Refusal> | Response>;

/** The handler of a table row. */
export const handleRoute = (door: Door, route: Route) =>
  guarded(
    door,
    async (caller, context) => {
      const input = await readInput(context, route);
      if (!input.ok) return input;
      const key = "command" in route ? idempotencyKey(context) : ok(undefined);
      if (!key.ok) return key;
      if ("query" in route) {
        const answer = await look(door.db, route.query, input.value, { caller });
        if (answer.ok) noteReading(door, route.query.name, input.value, caller);
        return answer;
      }
      const requestId = context.get("requestId");
      return run(door.db, route.command, input.value, {
        caller,
        requestId,
        ...(key.value ? { idempotencyKey: key.value } : {}),
      });
    },
    { half: route.half ?? false },
  );

/** Authenticates, works, and answers JSON or a problem. A bug or a lost database is never told in detail. */
export const guarded =
  (door: Door, work: Work, { half = false }: { half?: boolean } = {}) =>
  async (context: ApiContext): Promise<Response> => {
    const requestId = context.get("requestId");
    try {
      const caller = await authenticate(context.req.raw, door, new Date(), { half });
      if (!caller.ok) {
        await noteStranger(door, caller.error, context);
        return problemResponse(caller.error, requestId);
      }
      const answer = await work(caller.value, context);
      if (answer instanceof Response) return answer;
      if (answer.ok) return jsonResponse(answer.value);
      noteDenial(door.tally, answer.error, caller.value, context);
      return problemResponse(answer.error, requestId);
    } catch (error) {
      return failure(error, requestId);
    }
  };

/** Reading the log is itself something to know about: counted here, told by the process now and then. */
export function noteReading(
  { tally }: Pick<Door, "tally">,
  view: string,
  input: unknown,
  caller: Caller,
): void {
  if (!WATCHED_VIEWS.includes(view)) return;
  const reading = readingOf(caller, view, input as Readonly<Record<string, unknown>>);
  if (reading) tally.note(reading, new Date());
}

export const jsonResponse = (value: unknown): Response =>
  new Response(JSON.stringify(value), {
    headers: { "content-type": "application/json", "cache-control": "no-store" },
  });

export function failure(error: unknown, requestId: string): Response {
  if (isUnavailable(error)) {
    noteUnavailable(error);
    log.warn({ err: error, requestId }, "the database cannot be reached");
    const refusal = refuse(
      "unavailable",
      "database-unavailable",
      // Lost while it committed, a change may have been made: the same key finds out without making it twice.
      "The database cannot be reached. Whether anything was changed is not known.",
      {
        retryAfterSeconds: 5,
        todo: "Send the same request again in a moment, under the same Idempotency-Key: nothing is done twice.",
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
