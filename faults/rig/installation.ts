import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "#lib/db/free-port.ts";
import { prepareDatabase } from "#lib/db/prepare.ts";
import { type RoleUrls, roleUrls } from "#lib/db/roles.ts";
import { TEST_PASSWORDS } from "#lib/testing/databases/cluster.ts";
import { CommandLine } from "./command-line.ts";
import { Crew } from "./crew.ts";
import { copyCluster, makeBase, makeCluster, type Postgres, postgresOn } from "./postgres.ts";
import { makeWorld, SECRET, type World } from "./world.ts";

export const ORIGIN = "faults.example/log";
const HEALTHY_SECONDS_MAX = 60;
/** Their names, for as many as there are. */
const PROCESSES = ["server-1", "server-2", "reconciler-1", "reconciler-2", "sequencer", "signer"];

/** The start of every scenario: a stopped cluster that contains the world. */
export type Beginning = { readonly base: string; readonly cluster: string; readonly world: World };

/** One installation on loopback: its own PostgreSQL, and the real processes against it. */
export type Installation = {
  readonly world: World;
  readonly postgres: Postgres;
  readonly crew: Crew;
  readonly data: string;
  /** The APIs' addresses, one a server process. */
  readonly urls: readonly string[];
  readonly roles: RoleUrls;
  /** Queries as the owner. */
  sql<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** Runs the command line against it. */
  cli(...args: string[]): Promise<{ code: number; out: string }>;
  /** The same installation, with its readers on another database. */
  at(ownerUrl: string): Installation;
  healthy(): Promise<void>;
  stop(): Promise<void>;
};

export type Shape = {
  readonly servers?: number;
  readonly reconcilers?: number;
  /** Where the processes reach the database, when not directly: the port of a proxy. */
  readonly through?: (postgres: Postgres) => Promise<number>;
  /** Server settings of PostgreSQL. */
  readonly settings?: readonly string[];
  /** Each process has its own clock, right at first; `Crew.shiftClock` sets it wrong. */
  readonly ownClocks?: boolean;
  /** Starts only PostgreSQL; the scenario starts what it needs. */
  readonly bare?: boolean;
  /** Replaces how this cluster copy's PostgreSQL is created and started. */
  readonly postgres?: (cluster: string, data: string) => Promise<Postgres>;
};

export async function makeBeginning(models: readonly string[]): Promise<Beginning> {
  const base = await makeBase();
  const cluster = await makeCluster(base, "beginning");
  const postgres = await postgresOn(cluster);
  await postgres.start();
  try {
    await prepareDatabase(postgres.ownerUrl, TEST_PASSWORDS);
    return { base, cluster, world: await makeWorld(postgres.ownerUrl, models) };
  } finally {
    await postgres.stop();
  }
}

/** A scenario's own installation, started from the same world as every other. */
export async function startInstallation(
  { base, cluster, world }: Beginning,
  name: string,
  {
    servers = 1,
    reconcilers = 1,
    through,
    settings = [],
    bare = false,
    ownClocks = false,
    postgres: make,
  }: Shape = {},
): Promise<Installation> {
  const data = join(base, `${name}-data`);
  await mkdir(data, { recursive: true });
  await writeFile(join(data, "passwords.json"), JSON.stringify(TEST_PASSWORDS));
  const beside = async () => postgresOn(await copyCluster(cluster, join(base, name)), settings);
  const postgres = await (make ? make(cluster, data) : beside());
  await postgres.start();
  const seen = new URL(postgres.ownerUrl);
  if (through) seen.port = String(await through(postgres));
  const roles = roleUrls(seen.toString(), TEST_PASSWORDS);
  const crew = new Crew(data);
  if (ownClocks) for (const name of PROCESSES) crew.shiftClock(name, 0);
  const urls = bare ? [] : await startServers(crew, roles, data, servers);
  if (!bare) await startWorkers(crew, roles, data, reconcilers);
  const pool = poolOf(postgres.ownerUrl);
  const commandLine = new CommandLine({ COUNTERSIGN_DATA: data, LOG_ORIGIN: ORIGIN });
  const installation: Installation = {
    world,
    postgres,
    crew,
    data,
    urls,
    roles,
    sql: async <T extends object>(text: string, values: readonly unknown[] = []) =>
      (await pool.query<T>(text, [...values])).rows,
    cli: (...args) => commandLine.call(postgres.ownerUrl, args),
    at: (ownerUrl) => ({
      ...installation,
      sql: once(ownerUrl),
      cli: (...args) => commandLine.call(ownerUrl, args),
    }),
    healthy: () => healthy(urls),
    stop: async () => {
      commandLine.stop();
      await crew.stop();
      await pool.end();
      await postgres.stop();
    },
  };
  if (!bare) await installation.healthy();
  return installation;
}

/** Returns their addresses. */
async function startServers(crew: Crew, roles: RoleUrls, data: string, count: number): Promise<string[]> {
  const urls: string[] = [];
  for (let n = 1; n <= count; n++) {
    const port = await freePort();
    const env = { DATABASE_URL: roles.cs_app, SECRET, DATA_FOLDER: data, PORT: String(port) };
    urls.push(`http://127.0.0.1:${port}`);
    await crew.start(`server-${n}`, { args: ["faults/api-process.ts"], env: { ...env, LOG_ORIGIN: ORIGIN } });
  }
  return urls;
}

async function startWorkers(crew: Crew, roles: RoleUrls, data: string, reconcilers: number): Promise<void> {
  const worker = (process: string, kind: string, env: Record<string, string>) =>
    crew.start(process, { args: ["worker.ts", kind], env });
  for (let n = 1; n <= reconcilers; n++)
    await worker(`reconciler-${n}`, "reconcile", { DATABASE_URL: roles.cs_app, LOG_LEVEL: "debug" });
  await worker("sequencer", "sequence", { DATABASE_URL: roles.cs_sequencer });
  const signing = { DATABASE_URL: roles.cs_signer, SIGNER_FOLDER: join(data, "signer"), LOG_ORIGIN: ORIGIN };
  await worker("signer", "sign", signing);
}

function poolOf(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 2, connectionTimeoutMillis: 5000 });
  pool.on("error", () => {}); // it is killed on purpose; the next query reconnects
  return pool;
}

/** A new connection for each query: for short-lived databases. */
const once =
  (connectionString: string): Installation["sql"] =>
  async <T extends object>(text: string, values: readonly unknown[] = []) => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      const answered = await client.query<T>(text, [...values]);
      return answered.rows ?? [];
    } finally {
      await client.end();
    }
  };

async function healthy(urls: readonly string[]): Promise<void> {
  const deadline = Date.now() + HEALTHY_SECONDS_MAX * 1000;
  for (const url of urls)
    while (true) {
      const response = await fetch(`${url}/api/health`).catch(() => null);
      await response?.body?.cancel();
      if (response?.ok) break;
      if (Date.now() > deadline) throw new Error(`${url} did not become healthy`);
      await new Promise((done) => setTimeout(done, 50));
    }
}
