import { encode } from "next-auth/jwt";
import { openSession } from "#lib/access/commands/open-session.ts";
import { sessionCookieName } from "#lib/api/guard/session-cookie.ts";
import { run } from "#lib/command/run.ts";
import { connect } from "#lib/db/client.ts";
import { freePort } from "#lib/db/free-port.ts";
import { roleUrls } from "#lib/db/roles.ts";
import { TEST_PASSWORDS } from "#lib/testing/databases/cluster.ts";
import { Crew } from "../faults/rig/crew.ts";
import { SECRET } from "../faults/rig/world.ts";
import { ANNA, DEMO_SLUG } from "../prisma/seed/people.ts";
import { buildPages } from "../scripts/up/build.ts";
import { atMost, type Bench, type Figure, shareAtMost } from "./figure.ts";
import { healthy } from "./rig/installation.ts";
import { quantile } from "./rig/sample.ts";
import { DATA, startVolumes } from "./rig/volume.ts";

const PAGES = {
  home: "/",
  models: "/models",
  model: "/models/flight-delay",
  version: "/models/flight-delay/versions/3",
  release: "/releases/1",
  audit: "/audit",
} as const;
const WARM_UPS = 5;
const ROUNDS_PER_SECOND = 10;

/**
 * The time from a request to the last byte of six pages, from the production build, with 100,000 versions and
 * 1,000,000 audit events, compared with the demonstration alone: two servers on one PostgreSQL, requested in turn.
 */
export const pages: Bench = async ({ seconds, say }) => {
  await buildPages(say);
  const volumes = await startVolumes(say);
  const crew = new Crew(DATA);
  try {
    const few = await startServer(crew, "few", volumes.few);
    const many = await startServer(crew, "many", volumes.many);
    const tookMs = Object.fromEntries(
      Object.keys(PAGES).map((name) => [name, { few: [] as number[], many: [] as number[] }]),
    );
    for (let round = -WARM_UPS; round < seconds * ROUNDS_PER_SECOND; round++)
      for (const [name, path] of Object.entries(PAGES)) {
        const [fewMs, manyMs] = [await few(path), await many(path)];
        if (round < 0) continue;
        tookMs[name]!.few.push(fewMs);
        tookMs[name]!.many.push(manyMs);
      }
    return Object.entries(tookMs).flatMap(([name, took]) => figuresOf(name, took));
  } finally {
    await crew.stop();
    await volumes.stop();
  }
};

function figuresOf(name: string, { few, many }: { few: number[]; many: number[] }): Figure[] {
  const value = quantile(many, 0.95);
  const reference = quantile(few, 0.95);
  const named = { bench: "pages", unit: "ms", value };
  return [
    atMost({ ...named, figure: `${name}, p95 of ${many.length}` }, 150),
    shareAtMost(
      { ...named, figure: `${name}, p95 beside the demonstration alone` },
      { reference, ratio: value / reference },
      2,
    ),
  ];
}

/**
 * A production server on one database; returns a function that loads a page as a reviewer and returns how long it
 * took.
 */
async function startServer(crew: Crew, name: string, ownerUrl: string) {
  const { cs_app } = roleUrls(ownerUrl, TEST_PASSWORDS);
  const cookie = await signedIn(cs_app);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { DATABASE_URL: cs_app, SECRET, DATA_FOLDER: DATA, PORT: String(port), PUBLIC_URL: url };
  await crew.start(name, {
    args: ["server.ts"],
    env: { ...env, NODE_ENV: "production", LOG_LEVEL: "error" },
  });
  await healthy(port);
  return async (path: string): Promise<number> => {
    const began = performance.now();
    const response = await fetch(url + path, { headers: { cookie }, redirect: "manual" });
    await response.text();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return performance.now() - began;
  };
}

async function signedIn(appUrl: string): Promise<string> {
  const db = connect(appUrl, { poolSize: 2 });
  try {
    const { id: workspaceId } = await db.prisma.workspace.findUniqueOrThrow({ where: { slug: DEMO_SLUG } });
    const { id: personId } = await db.prisma.person.findUniqueOrThrow({ where: { email: ANNA.email } });
    const caller = { kind: "system", id: "bench", name: "Bench", workspaceId } as const;
    const from = { personId, address: "127.0.0.1", userAgent: "bench" };
    const opened = await run(db, openSession, from, { caller });
    if (!opened.ok) throw new Error(opened.error.message);
    const token = await encode({ token: { sub: personId, sid: opened.value.sessionId }, secret: SECRET });
    return `${sessionCookieName()}=${token}`;
  } finally {
    await db.close();
  }
}
