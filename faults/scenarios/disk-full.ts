import { execFile } from "node:child_process";
import { chown, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type Findings, holdInvariants } from "../check/invariants.ts";
import { Client } from "../load/client.ts";
import { approve, councilOf, openAndSubmit } from "../load/governance.ts";
import { History } from "../load/history.ts";
import { serve } from "../load/telemetry.ts";
import { type Installation, startInstallation } from "../rig/installation.ts";
import { unprivileged } from "../rig/postgres.ts";
import { embeddedPlace, keptPostgres, type SmallDisk, smallDisk, unmount } from "../rig/supervised.ts";
import type { Scenario, Trouble } from "../scenario.ts";

const run = promisify(execFile);
const FULL_SECONDS = 4;
const FILL_TRIES_MAX = 20;
const RECOVERED_SECONDS_MAX = 30;

/** Fills the disks under PostgreSQL, and frees them again. Nothing here restarts PostgreSQL. */
export const diskFull: Scenario = {
  name: "disk-full",
  says: "PostgreSQL out of disk: refusals with Retry-After, nothing acknowledged is lost, it recovers by itself when there is room",
  async run(trouble) {
    const embedded = embeddedPlace();
    const disk = await smallDisk(embedded.cluster, 256);
    if (!disk) return { faults: [], figures: { skipped: "a small disk can only be mounted by root" } };
    const data = await smallDisk(join(trouble.beginning.base, "data-disk"), 24);
    try {
      return await onSmallDisks(trouble, embedded, disk, data!);
    } finally {
      await unmount(disk.folder);
      await unmount(data!.folder);
      await rm(embedded.place, { recursive: true });
    }
  },
};

async function onSmallDisks(
  { beginning, random, say }: Trouble,
  embedded: ReturnType<typeof embeddedPlace>,
  disk: SmallDisk,
  dataDisk: SmallDisk,
): Promise<Findings> {
  const supervisor: string[] = [];
  const installation = await startInstallation(beginning, "disk-full", {
    postgres: (cluster, data) =>
      keptPostgres(cluster, embedded, data, (line) => {
        supervisor.push(line);
        say(line);
      }),
  });
  const history = new History();
  const faults: string[] = [];
  try {
    let over = false;
    const client = new Client("serving", installation.urls, { token: installation.world.token }, history);
    const served = serve(client, { model: "gamma", random, stopped: () => over });
    const dataFull = await dataDiskFull(installation, history, dataDisk, faults);
    const logFull = await logDiskFull(installation, history, disk, faults);
    await sleep(1000);
    over = true;
    await served;
    if (supervisor.length === 0) faults.push("PostgreSQL's supervisor did not report that it ended");
    const found = await holdInvariants(installation, history);
    for (const death of installation.crew.deaths) faults.push(`a process ended: ${death}`);
    faults.push(...history.unhelpful, ...found.faults);
    return { faults, figures: { ...dataFull, ...logFull, ...found.figures } };
  } finally {
    await installation.stop();
  }
}

/** The telemetry's own disk fills up: its writers are refused, everybody else continues. */
async function dataDiskFull(
  installation: Installation,
  history: History,
  disk: SmallDisk,
  faults: string[],
): Promise<Findings["figures"]> {
  const { sql } = installation;
  const folder = join(disk.folder, "telemetry");
  await mkdir(folder);
  const { uid = 0, gid = 0 } = await unprivileged();
  await chown(folder, uid, gid);
  await sql(`CREATE TABLESPACE small LOCATION '${folder}'`);
  const days = await sql<{ name: string }>(
    "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'prediction'::regclass",
  );
  for (const { name } of days) await sql(`ALTER TABLE ${name} SET TABLESPACE small`);
  await sleep(500);
  const ballast = await fill(disk, 0);
  const before = history.troubles.get(503) ?? 0;
  await until(
    () => (history.troubles.get(503) ?? 0) > before,
    "the disk of the telemetry was not full",
    faults,
  );
  const council = councilOf(installation, history);
  const release = await openAndSubmit(council, { model: "alpha" });
  await approve(council, release!);
  const health = await healthOf(installation);
  if (health.status !== 200 || !health.why.includes("no disk space"))
    faults.push(`with a data disk full, health says ${health.status} ${health.why}`);
  await rm(ballast);
  const seconds = await goesOn(history, faults);
  return { "data disk full: refused": refusedSince(history, before), "continues after, in seconds": seconds };
}

/** The disk of everything fills up, PostgreSQL's own log first: it ends, and its supervisor restarts it. */
async function logDiskFull(
  installation: Installation,
  history: History,
  disk: SmallDisk,
  faults: string[],
): Promise<Findings["figures"]> {
  const before = history.troubles.get(503) ?? 0;
  await fill(disk, 512);
  // PostgreSQL's next write meets a full disk; enough to need a new WAL segment.
  const writing = overflow(installation);
  await until(
    () => (history.troubles.get(503) ?? 0) > before,
    "nothing was refused: the disk was not full",
    faults,
  );
  await sleep(FULL_SECONDS * 1000);
  const health = await healthOf(installation);
  if (health.status !== 503 || !health.retryAfter)
    faults.push(`with the disk full, health says ${JSON.stringify(health)}`);
  await disk.resize(1024);
  await writing;
  const seconds = await goesOn(history, faults);
  await installation.healthy();
  return {
    "disk full: refused": refusedSince(history, before),
    "health answered": health.status,
    "with room, continues after, in seconds": seconds,
  };
}

const refusedSince = (history: History, before: number): number => (history.troubles.get(503) ?? 0) - before;

async function until(met: () => boolean, otherwise: string, faults: string[]): Promise<void> {
  const deadline = Date.now() + RECOVERED_SECONDS_MAX * 1000;
  while (!met() && Date.now() < deadline) await sleep(50);
  if (!met()) faults.push(otherwise);
}

/** Seconds until a request sent from now on succeeds. */
async function goesOn({ operations }: History, faults: string[]): Promise<number> {
  const began = Date.now();
  const done = () => operations.some(({ ending, endedMs }) => ending === "ok" && endedMs > began);
  await until(done, `nothing continued within ${RECOVERED_SECONDS_MAX} s of there being room`, faults);
  return Math.round((Date.now() - began) / 100) / 10;
}

/** Without a database nobody is recognised, and the reasons are in the server's log alone. */
async function healthOf({ urls, world }: Installation) {
  const headers = { authorization: `Bearer ${world.token}` };
  const response = await fetch(`${urls[0]}/api/health`, { headers });
  const { why = [] } = (await response.json()) as { why?: string[] };
  const retryAfter = response.headers.get("retry-after");
  return { status: response.status, why: why.join(" "), retryAfter };
}

/** Leaves this many kilobytes free, whatever others write meanwhile. Returns what takes the room. */
async function fill({ folder }: SmallDisk, leaveKilobytes: number): Promise<string> {
  const ballast = join(folder, "ballast");
  for (let tries = 1; ; tries++) {
    const { stdout } = await run("df", ["--output=avail", "-B1024", folder]);
    const free = Number(stdout.trim().split("\n").at(-1));
    const length = `${Math.max(1, free - leaveKilobytes)}K`;
    const filled = await run("fallocate", ["-l", length, ballast]).then(
      () => true,
      (error: unknown) => {
        if (tries === FILL_TRIES_MAX) throw error;
        return false;
      },
    );
    if (filled) return ballast;
  }
}

/** Writes to PostgreSQL's WAL until it needs another segment. */
async function overflow({ sql }: Installation): Promise<void> {
  for (let n = 0; n < 12; n++)
    await sql("SELECT pg_logical_emit_message(true, 'ballast', repeat('x', 4000000))").catch(() => []);
}
