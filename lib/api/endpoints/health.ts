import { readFileSync } from "node:fs";
import { z } from "zod";
import { type ApiParts, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { recentlyUnavailable, unavailableReason } from "#lib/db/unavailable-reason.ts";

const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

/** Assignments older than this mean that the database has been away. */
const STALE_MS = 10_000;

const state = z.object({
  live: z.boolean(),
  ready: z.boolean(),
  state: z.enum(["ok", "degraded"]),
  why: z.array(z.string()),
  database: z.boolean(),
  assignments: z.boolean(),
  version: z.string(),
});
type State = z.output<typeof state>;

/**
 * Live: this process answers. Ready: the database answers too, and assignments are current. Degraded, with the
 * reasons: not ready, or the database refused work a moment ago.
 */
export const health = defineEndpoint({
  name: "health",
  summary: "Report whether this process is live and ready",
  tag: "server",
  method: "GET",
  path: "/api/health",
  who: "anybody",
  input: z.object({}),
  answers: {
    200: {
      description: "Ready; degraded where `why` lists reasons.",
      type: "application/json",
      schema: state,
    },
    503: {
      description: "Not ready.",
      type: "application/json",
      schema: state,
      headers: { "Retry-After": "Seconds to wait." },
    },
  },
  problems: [500],
  handle: (parts) => async () => answer(await stateOf(parts)),
});

async function stateOf({ db, assignments }: ApiParts): Promise<State> {
  const away = await db.sql.$queryRaw`SELECT 1`.then(() => null, unavailableReason);
  const current = assignments.ready() && assignments.ageMs() < STALE_MS;
  const reasons = [away, recentlyUnavailable(), current ? null : "Assignments may be out of date."];
  const why = [...new Set(reasons)].filter((reason) => reason !== null);
  return {
    live: true,
    ready: away === null && current,
    state: why.length === 0 ? "ok" : "degraded",
    why,
    database: away === null,
    assignments: current,
    version,
  };
}

function answer(found: State): Response {
  const headers = new Headers({ "content-type": "application/json", "cache-control": "no-store" });
  if (!found.ready) headers.set("retry-after", "2");
  return new Response(JSON.stringify(found), { status: found.ready ? 200 : 503, headers });
}
