import { readFileSync } from "node:fs";
import type { Api, ApiParts } from "#lib/api/app.ts";
import { recentlyUnavailable, unavailableReason } from "#lib/db/unavailable-reason.ts";

const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

/** Assignments older than this mean the database has been away. */
const STALE_MS = 10_000;

/**
 * Live: this process answers. Ready: so does the database, and assignments are current. Degraded, with the reasons: not
 * ready, or the database refused work a moment ago.
 */
export function healthDoors(app: Api, { db, assignments }: ApiParts): void {
  app.get("/api/health", async () => {
    const away = await db.prisma.$queryRaw`SELECT 1`.then(() => null, unavailableReason);
    const current = assignments.ready() && assignments.ageMs() < STALE_MS;
    const why = [
      ...new Set([away, recentlyUnavailable(), current ? null : "Assignments may be out of date."]),
    ].filter((reason) => reason !== null);
    const ready = away === null && current;
    const state = why.length === 0 ? "ok" : "degraded";
    const body = { live: true, ready, state, why, database: away === null, assignments: current, version };
    return new Response(JSON.stringify(body), {
      status: ready ? 200 : 503,
      headers: {
        "content-type": "application/json",
        "cache-control": "no-store",
        ...(ready ? {} : { "retry-after": "2" }),
      },
    });
  });
}
