import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "#lib/db/embedded.ts";
import { freePort } from "#lib/db/free-port.ts";
import { type RoleUrls, roleUrls } from "#lib/db/roles.ts";
import { databaseUrl, TEST_PASSWORDS, templateDatabase, withClient } from "#lib/testing/databases/cluster.ts";
import { Crew } from "../../faults/rig/crew.ts";
import { makeWorld, SECRET, type World } from "../../faults/rig/world.ts";
import { sleep } from "./sample.ts";
import { DATA } from "./volume.ts";

const HEALTHY_MS_MAX = 30_000;
const ORIGIN = "bench.example/log";

/** Its own database on a PostgreSQL that syncs to disk as in production, and the requested processes. */
export type Installation = {
  readonly world: World;
  readonly ownerUrl: string;
  readonly roles: RoleUrls;
  readonly crew: Crew;
  /** The API's port; its process has no pages. */
  readonly port: number;
  stop(): Promise<void>;
};

type Shape = {
  readonly models?: readonly string[];
  readonly reconciler?: boolean;
  readonly sequencer?: boolean;
};

export async function startInstallation({
  models = ["flight-delay"],
  reconciler = false,
  sequencer = false,
}: Shape = {}): Promise<Installation> {
  const database = await benchDatabase();
  const data = await mkdtemp(join(tmpdir(), "countersign-bench-"));
  const crew = new Crew(data);
  const stop = async () => {
    await crew.stop();
    await database.drop();
    await rm(data, { recursive: true, force: true });
  };
  try {
    const { ownerUrl, roles } = database;
    const world = await makeWorld(ownerUrl, models);
    const port = await freePort();
    const env = { DATABASE_URL: roles.cs_app, SECRET, DATA_FOLDER: data, PORT: String(port) };
    const quiet = { LOG_LEVEL: "error", LOG_ORIGIN: ORIGIN, NODE_ENV: "production" };
    await crew.start("server", { args: ["faults/api-process.ts"], env: { ...env, ...quiet } });
    const worker = (kind: string, url: string) =>
      crew.start(kind, { args: ["worker.ts", kind], env: { DATABASE_URL: url, ...quiet } });
    if (reconciler) await worker("reconcile", roles.cs_app);
    if (sequencer) await worker("sequence", roles.cs_sequencer);
    await healthy(port);
    return { world, ownerUrl, roles, crew, port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A fresh migrated database, from a template that is kept between runs. */
export async function benchDatabase() {
  const postgres = await startEmbedded({ folder: DATA });
  const name = `bench_${randomBytes(6).toString("hex")}`;
  const template = await templateDatabase(postgres.ownerUrl);
  await withClient(postgres.ownerUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`),
  );
  const ownerUrl = databaseUrl(postgres.ownerUrl, name);
  return {
    ownerUrl,
    roles: roleUrls(ownerUrl, TEST_PASSWORDS),
    drop: async () => {
      await withClient(postgres.ownerUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
      await postgres.stop();
    },
  };
}

export async function healthy(port: number): Promise<void> {
  const deadline = Date.now() + HEALTHY_MS_MAX;
  while (Date.now() < deadline) {
    const response = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await sleep(50);
  }
  throw new Error("The server did not become healthy.");
}
