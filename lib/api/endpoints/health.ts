import { readFileSync } from "node:fs";
import { z } from "zod";
import { permit } from "#lib/access/permission.ts";
import { type ApiParts, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { authenticate } from "#lib/api/guard/authenticate.ts";
import { look } from "#lib/command/query.ts";
import { recentlyUnavailable, unavailableReason } from "#lib/db/unavailable-reason.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { OVERREACHES } from "#lib/kernel/overreach.ts";
import { log } from "#lib/log.ts";
import { unjudgedRollouts } from "#lib/rollouts/queries/unjudged-rollouts.ts";
import { overreaches } from "#lib/storage/overreach.ts";

const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

/** Assignments older than this mean that the database has been away. */
const STALE_MS = 10_000;

/** What everybody may know. */
const pulse = z.object({ live: z.boolean(), ready: z.boolean() });
/** What helps an attacker too, and is for `health:read` alone. */
const condition = z.object({
  state: z.enum(["ok", "degraded"]),
  why: z.array(z.string()),
  database: z.boolean(),
  assignments: z.boolean(),
  version: z.string(),
  /** What this process can reach that is another's; empty where each has a user of its own. */
  overreaches: z.array(z.enum(OVERREACHES)),
});
const report = pulse.extend(condition.partial().shape);
type Condition = z.output<typeof condition>;
type Pulse = z.output<typeof pulse>;

/**
 * Live: this process answers. Ready: the database answers too, and assignments are current. Whoever may read it also
 * gets the reasons, and which rollouts of their workspace could not be judged. While the database is away nobody can be
 * recognised, and the reasons are in the log alone.
 */
export const health = defineEndpoint({
  name: "health",
  summary: "Report whether this process is live and ready",
  description:
    "With `health:read`, also why not: degraded where `why` lists reasons, among them rollouts of the workspace that could not be judged.",
  tag: "server",
  method: "GET",
  path: "/api/health",
  who: "anybody",
  input: z.object({}),
  answers: {
    200: { description: "Ready.", type: "application/json", schema: report },
    503: {
      description: "Not ready.",
      type: "application/json",
      schema: report,
      headers: { "Retry-After": "Seconds to wait." },
    },
  },
  problems: [500],
  handle: (parts) => {
    const note = noteChanges();
    return async ({ context }) => {
      const { pulse: found, condition: more } = await conditionOf(parts);
      note(more);
      const reader = await readerOf(context.req.raw, parts);
      return answer(reader ? { ...found, ...(await withUnjudged(parts, reader, more)) } : found);
    };
  },
});

async function conditionOf({ db, assignments }: ApiParts): Promise<{ pulse: Pulse; condition: Condition }> {
  const away = await db.sql.$queryRaw`SELECT 1`.then(() => null, unavailableReason);
  const current = assignments.ready() && assignments.ageMs() < STALE_MS;
  const reasons = [away, recentlyUnavailable(), current ? null : "Assignments may be out of date."];
  const why = [...new Set(reasons)].filter((reason) => reason !== null);
  return {
    pulse: { live: true, ready: away === null && current },
    condition: {
      state: why.length === 0 ? "ok" : "degraded",
      why,
      database: away === null,
      assignments: current,
      version,
      overreaches: await overreaches(),
    },
  };
}

/** Writes the reasons into the log whenever they change. */
function noteChanges(): (condition: Condition) => void {
  let before = "";
  return ({ state, why }) => {
    const now = why.join(" ");
    if (now !== before) log.warn({ state, why }, "health changed");
    before = now;
  };
}

async function readerOf(request: Request, parts: ApiParts): Promise<Caller | null> {
  const caller = await authenticate(request, parts, new Date()).catch(() => null);
  return caller?.ok === true && permit(caller.value, "health:read").ok ? caller.value : null;
}

/** Adds the rollouts of the reader's workspace that nothing judges. */
async function withUnjudged({ db }: ApiParts, caller: Caller, condition: Condition): Promise<Condition> {
  const found = await look(db, unjudgedRollouts, {}, { caller });
  const unjudged = found.ok ? found.value : [];
  if (unjudged.length === 0) return condition;
  const why = unjudged.map((number) => `Rollout ${number} is halted: it could not be judged.`);
  return { ...condition, state: "degraded", why: [...condition.why, ...why] };
}

function answer(found: z.output<typeof report>): Response {
  const headers = new Headers({ "content-type": "application/json", "cache-control": "no-store" });
  if (!found.ready) headers.set("retry-after", "2");
  return new Response(JSON.stringify(found), { status: found.ready ? 200 : 503, headers });
}
