import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "#lib/db/embedded.ts";
import { freePort } from "#lib/db/free-port.ts";
import { type RoleUrls, roleUrls } from "#lib/db/roles.ts";
import type { Gate } from "#lib/policy/gate.ts";
import {
  copyDatabase,
  databaseUrl,
  dropDatabase,
  TEST_PASSWORDS,
  templateDatabase,
} from "#lib/testing/databases/cluster.ts";
import { Crew, type Job } from "../../faults/rig/crew.ts";
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
  /** Stops the processes, copies the database this many times, and starts the processes again. */
  copies(count: number): Promise<BenchDatabase[]>;
  stop(): Promise<void>;
};

type BenchDatabase = { readonly ownerUrl: string; readonly roles: RoleUrls };

type Shape = {
  readonly models?: readonly string[];
  readonly reconciler?: boolean;
  readonly sequencer?: boolean;
  /** Of its policy. */
  readonly gates?: readonly Gate[];
};

export async function startInstallation({
  models = ["flight-delay"],
  reconciler = false,
  sequencer = false,
  gates = [],
}: Shape = {}): Promise<Installation> {
  const { drop, copy, ...database } = await benchDatabase();
  const data = await mkdtemp(join(tmpdir(), "countersign-bench-"));
  const crew = new Crew(data);
  const stop = async () => {
    await crew.stop();
    await drop();
    await rm(data, { recursive: true, force: true });
  };
  try {
    const { ownerUrl, roles } = database;
    const world = await makeWorld(ownerUrl, models, gates);
    const port = await freePort();
    const jobs = new Map([["server", serverJob(roles.cs_app, data, port)]]);
    if (reconciler) jobs.set("reconcile", workerJob("reconcile", roles.cs_app));
    if (sequencer) jobs.set("sequence", workerJob("sequence", roles.cs_sequencer));
    const start = async () => {
      for (const [name, job] of jobs) await crew.start(name, job);
      await healthy(port);
    };
    const copies = async (count: number) => {
      // A database with open connections cannot be copied.
      for (const name of jobs.keys()) await crew.end(name, "SIGTERM");
      const made = [];
      for (let n = 0; n < count; n++) made.push(await copy());
      await start();
      return made;
    };
    await start();
    return { world, ownerUrl, roles, crew, port, copies, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const QUIET = { LOG_LEVEL: "error", LOG_ORIGIN: ORIGIN, NODE_ENV: "production" };

const serverJob = (url: string, data: string, port: number): Job => ({
  args: ["faults/api-process.ts"],
  env: { ...QUIET, DATABASE_URL: url, SECRET, DATA_FOLDER: data, PORT: String(port) },
});

/** A worker process of one kind on a database. */
export const workerJob = (kind: "reconcile" | "sequence", url: string): Job => ({
  args: ["worker.ts", kind],
  env: { ...QUIET, DATABASE_URL: url },
});

/** A fresh migrated database, from a template that is kept between runs. Its copies are dropped with it. */
async function benchDatabase() {
  const postgres = await startEmbedded({ folder: DATA });
  const names: string[] = [];
  const create = async (template: string): Promise<string> => {
    const name = `bench_${randomBytes(6).toString("hex")}`;
    names.push(name);
    await copyDatabase(postgres.ownerUrl, name, template);
    return name;
  };
  const named = (name: string): BenchDatabase => {
    const ownerUrl = databaseUrl(postgres.ownerUrl, name);
    return { ownerUrl, roles: roleUrls(ownerUrl, TEST_PASSWORDS) };
  };
  const original = await create(await templateDatabase(postgres.ownerUrl));
  return {
    ...named(original),
    copy: async () => named(await create(original)),
    drop: async () => {
      for (const name of names) await dropDatabase(postgres.ownerUrl, name);
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
