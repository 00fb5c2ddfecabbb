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
  audit: "/audit",
  model: "/models/flight-delay",
  version: "/models/flight-delay/versions/3",
  release: "/releases/1",
} as const;
type PageName = keyof typeof PAGES;
/** Pages of one thing, which an empty workspace has not. */
const OF_ONE_THING: readonly PageName[] = ["model", "version", "release"];
const WARM_UPS = 5;
const ROUNDS_PER_SECOND = 10;
/** A page may cost so much more where there is everything than where there is nothing. */
const FULL_AGAINST_EMPTY = 1.3;
const FULL_AGAINST_FEW = 2;

type Server = (path: string) => Promise<number>;

/**
 * The time from a request to the last byte of six pages, from the production build, with 100,000 versions and
 * 1,000,000 audit events, beside the demonstration alone and beside an empty workspace: three servers on one
 * PostgreSQL, asked in turn.
 */
export const pages: Bench = async ({ seconds, say }) => {
  await buildPages(say);
  const volumes = await startVolumes(say);
  const crew = new Crew(DATA);
  try {
    const empty = await startServer(crew, "empty", volumes.empty);
    const few = await startServer(crew, "few", volumes.few);
    const many = await startServer(crew, "many", volumes.many);
    const names = Object.keys(PAGES) as PageName[];
    const took = new Map(names.map((name) => [name, { empty: [], few: [], many: [] } as Took]));
    for (let round = -WARM_UPS; round < seconds * ROUNDS_PER_SECOND; round++)
      for (const [name, each] of took) {
        const times = await inTurn(name, { empty, few, many });
        if (round >= 0) for (const [server, ms] of times) each[server].push(ms);
      }
    return [...took].flatMap(([name, each]) => figuresOf(name, each));
  } finally {
    await crew.stop();
    await volumes.stop();
  }
};

type Servers = Readonly<Record<keyof Took, Server>>;

/** Loads a page from each server that has it, one after another. */
async function inTurn(name: PageName, servers: Servers): Promise<[keyof Took, number][]> {
  const times: [keyof Took, number][] = [];
  for (const server of ["few", "many", "empty"] as const)
    if (server !== "empty" || !OF_ONE_THING.includes(name))
      times.push([server, await servers[server](PAGES[name])]);
  return times;
}

/** How long each load of a page took, by server. */
type Took = { readonly empty: number[]; readonly few: number[]; readonly many: number[] };

function figuresOf(name: PageName, { empty, few, many }: Took): Figure[] {
  const value = quantile(many, 0.95);
  const named = { bench: "pages", unit: "ms", value };
  const beside = (what: string, tookMs: readonly number[], bound: number) => {
    const reference = quantile(tookMs, 0.95);
    const figure = `${name}, p95 beside ${what}`;
    return shareAtMost({ ...named, figure }, { reference, ratio: value / reference }, bound);
  };
  const figures = [
    atMost({ ...named, figure: `${name}, p95 of ${many.length}` }, 150),
    beside(
      "the demonstration alone",
      few,
      OF_ONE_THING.includes(name) ? FULL_AGAINST_EMPTY : FULL_AGAINST_FEW,
    ),
  ];
  // The demonstration has one model, its versions and one release: for their pages it is as good as empty.
  if (empty.length > 0) figures.push(beside("an empty workspace", empty, FULL_AGAINST_EMPTY));
  return figures;
}

/** A production server on one database; answers a function that loads a page as a reviewer and says how long it took. */
async function startServer(crew: Crew, name: string, ownerUrl: string): Promise<Server> {
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
  return async (path) => {
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
