import { readFileSync } from "node:fs";
import type { Api, ApiParts } from "#lib/api/app.ts";

const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

/** Assignments older than this mean the database has been away. */
const STALE_MS = 10_000;

/** Live: this process answers. Ready: so does the database, and assignments are current. */
export function healthDoors(app: Api, { db, assignments }: ApiParts): void {
  app.get("/api/health", async () => {
    const database = await db.prisma.$queryRaw`SELECT 1`.then(
      () => true,
      () => false,
    );
    const current = assignments.ready() && assignments.ageMs() < STALE_MS;
    const ready = database && current;
    const body = { live: true, ready, database, assignments: current, version };
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
