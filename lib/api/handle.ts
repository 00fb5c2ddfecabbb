import { permit } from "#lib/access/permission.ts";
import { parseInput } from "#lib/command/parse.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Answered, AnyEndpoint, ApiContext, Serving, Who, Work } from "./contract/endpoint.ts";
import { failure, problemResponse } from "./contract/problem.ts";
import { authenticate } from "./guard/authenticate.ts";
import { exporting } from "./guard/exporting.ts";
import { heavyBodies } from "./guard/heavy-bodies.ts";
import { noteDenial, noteStranger } from "./guard/note-denial.ts";
import { readInput } from "./guard/read-input.ts";

type Handler = (context: ApiContext) => Promise<Response>;

const heavy = heavyBodies();

/** The handler of an endpoint: authenticates, reads, works, and answers JSON or a problem. */
export function handlerOf(endpoint: AnyEndpoint, parts: Serving): Handler {
  const work = endpoint.handle(parts);
  const open = isOpen(endpoint.who);
  return async (context) => {
    const requestId = context.get("requestId");
    try {
      const answer = open
        ? await workFor(null, endpoint, work, context)
        : await admitted(endpoint, parts, work, context);
      if (answer instanceof Response) return answer;
      return answer.ok ? jsonResponse(answer.value) : problemResponse(answer.error, requestId);
    } catch (error) {
      return failure(error, requestId);
    }
  };
}

/** No authentication here: anybody may call, or the handler authenticates itself. */
const isOpen = (who: Who): boolean => who === "anybody" || "token" in who;

async function admitted(
  endpoint: AnyEndpoint,
  parts: Serving,
  work: Work,
  context: ApiContext,
): Promise<Answered> {
  const half = takesHalf(endpoint.who);
  const caller = await authenticate(context.req.raw, parts, new Date(), { half });
  if (!caller.ok) {
    await noteStranger(parts, caller.error, context);
    return caller;
  }
  const answer = await permitted(caller.value, endpoint, parts, work, context);
  if (!(answer instanceof Response) && !answer.ok) {
    const { kind, code } = answer.error;
    noteDenial(parts.tally, { kind, code: endpoint.deniedAs ?? code }, caller.value, context);
  }
  return answer;
}

async function permitted(
  caller: Caller,
  endpoint: AnyEndpoint,
  { db }: Serving,
  work: Work,
  context: ApiContext,
): Promise<Answered> {
  const may = mayCall(endpoint, caller);
  if (!may.ok) return may;
  const bytes = Number(context.req.header("content-length"));
  const worked = () => heavy(bytes, () => workFor(caller, endpoint, work, context));
  const kind = endpoint.limits?.exports;
  if (!kind) return worked();
  return exporting(db, { kind, callerId: caller.id, head: context.req.method === "HEAD" }, worked);
}

function takesHalf(who: Who): boolean {
  if (who === "anybody" || "token" in who) return false;
  return "person" in who ? who.person === "half" : (who.half ?? false);
}

function mayCall({ who, handsOn }: AnyEndpoint, caller: Caller): Result<null, Refusal> {
  if (who === "anybody" || "token" in who) return ok(null);
  if ("person" in who) return caller.kind === "person" ? ok(null) : peopleOnly;
  return handsOn ? ok(null) : permit(caller, who.permission);
}

async function workFor(
  caller: Caller | null,
  endpoint: AnyEndpoint,
  work: Work,
  context: ApiContext,
): Promise<Answered> {
  const read = await readInput(context, endpoint);
  if (!read.ok) return read;
  const input = endpoint.handsOn ? read : parseInput(endpoint.input, read.value);
  if (!input.ok) return input;
  return work({
    caller,
    input: input.value,
    context,
    requestId: context.get("requestId"),
    address: context.req.header("x-client-address") ?? "unknown",
  });
}

const jsonResponse = (value: unknown): Response =>
  new Response(JSON.stringify(value), {
    headers: { "content-type": "application/json", "cache-control": "no-store" },
  });

const peopleOnly = refuse("forbidden", "person-only", "Only a signed-in person may do this; a token cannot.");
