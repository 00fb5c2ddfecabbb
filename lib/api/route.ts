import type { z } from "zod";
import type { AnyCommand } from "#lib/command/command.ts";
import { type AnyQuery, look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import {
  type AnyEndpoint,
  API_PREFIX,
  answersJson,
  type Limits,
  type Serving,
  type Work,
} from "./contract/endpoint.ts";
import { IDEMPOTENCY_KEY, idempotencyKey } from "./guard/idempotency-key.ts";
import { noteReading } from "./guard/note-reading.ts";

/**
 * One row of a room's table: a command or query under a method and a path below /api/v1. Path parameters are part of
 * the input; the rest is the JSON body, or the query string of a GET.
 */
export type CommandRoute = Place & { readonly method: "POST" | "PUT"; readonly command: AnyCommand };
export type QueryRoute = Place & {
  /** POST where the input is too much for an address. */
  readonly method: "GET" | "POST";
  readonly query: AnyQuery;
  /** Answers a page's view, which grows with the page. */
  readonly view?: true;
};
type Place = {
  readonly path: string;
  /** Also accepts a session that lacks its second factor. */
  readonly half?: true;
  readonly limits?: Limits;
};
export type Route = CommandRoute | QueryRoute;

export const inputOf = (route: Route): z.ZodType =>
  "command" in route ? route.command.input : route.query.input;

export const outputOf = (route: Route): z.ZodType =>
  "command" in route ? route.command.output : route.query.output;

export const definitionOf = (route: Route): AnyCommand | AnyQuery =>
  "command" in route ? route.command : route.query;

/** The endpoint of a command's or query's row. */
export function endpointOf(route: Route): AnyEndpoint {
  const { name, summary, permission } = definitionOf(route);
  const { method, path, half = false, limits = {} } = route;
  const changing = "command" in route;
  return {
    name,
    summary,
    ...(changing || !route.view ? {} : { description: "Shaped for a page; may gain fields." }),
    tag: path.split("/")[1]!,
    method,
    path: API_PREFIX + path,
    who: { permission, half },
    input: inputOf(route),
    handsOn: true,
    headers: changing ? { "Idempotency-Key": IDEMPOTENCY_HEADER } : {},
    limits,
    ...(changing && route.command.deniedAs ? { deniedAs: route.command.deniedAs } : {}),
    answers: answersJson(outputOf(route)),
    handle: (parts: Serving) => (changing ? runs(parts, route.command) : looks(parts, route.query)),
  };
}

const IDEMPOTENCY_HEADER = {
  description: "A request repeated under the same key gets the first answer and is recorded once.",
  pattern: IDEMPOTENCY_KEY.source,
};

const runs =
  ({ db }: Serving, command: AnyCommand): Work<Caller> =>
  async ({ caller, input, context, requestId }) => {
    const key = idempotencyKey(context);
    if (!key.ok) return key;
    const asking = { caller, requestId };
    return run(db, command, input, key.value ? { ...asking, idempotencyKey: key.value } : asking);
  };

const looks =
  ({ db, tally }: Serving, query: AnyQuery): Work<Caller> =>
  async ({ caller, input }) => {
    const answer = await look(db, query, input, { caller });
    if (answer.ok) noteReading(tally, query.name, input, caller);
    return answer;
  };
