import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type Findings, holdInvariants } from "../check/invariants.ts";
import { Client } from "../load/client.ts";
import { History } from "../load/history.ts";
import { serve } from "../load/telemetry.ts";
import { type Installation, startInstallation } from "../rig/installation.ts";
import type { Scenario, Trouble } from "../scenario.ts";

const run = promisify(execFile);
const FULL_SECONDS = 3;

/** Lets the disk under PostgreSQL run full, and gives it room again. */
export const diskFull: Scenario = {
  name: "disk-full",
  says: "PostgreSQL out of disk: refusals with Retry-After, nothing acknowledged is lost, it goes on when there is room",
  async run(trouble) {
    const disk = join(trouble.beginning.base, "small-disk");
    await mkdir(disk, { recursive: true });
    const mounted = await run("mount", ["-t", "tmpfs", "-o", "size=256m,mode=755", "tmpfs", disk]).then(
      () => true,
      () => false,
    );
    if (!mounted) return { faults: [], figures: { skipped: "a small disk can only be mounted by root" } };
    try {
      return await onSmallDisk(disk, trouble);
    } finally {
      await run("umount", ["-l", disk]);
    }
  },
};

async function onSmallDisk(disk: string, { beginning, random }: Trouble): Promise<Findings> {
  const installation = await startInstallation(beginning, "disk-full", { folder: join(disk, "cluster") });
  const history = new History();
  try {
    let over = false;
    const client = new Client("serving", installation.urls, { token: installation.world.token }, history);
    const served = serve(client, { model: "gamma", random, stopped: () => over });
    await sleep(1000);
    await fill(disk);
    // Whatever PostgreSQL writes next meets a full disk; enough to need a new segment of its log.
    const writing = overflow(installation);
    await sleep(FULL_SECONDS * 1000);
    const refused = history.troubles.get(503) ?? 0;
    await run("mount", ["-o", "remount,size=1g", disk]);
    await writing;
    await installation.postgres.stop("SIGINT");
    await installation.postgres.start();
    await installation.healthy();
    await sleep(1500);
    over = true;
    await served;
    const found = await holdInvariants(installation, history);
    for (const death of installation.crew.deaths) found.faults.push(`a process ended: ${death}`);
    found.faults.push(...history.unhelpful);
    if (refused === 0) found.faults.push("nothing was refused: the disk was not full");
    return { ...found, figures: { refused, ...found.figures } };
  } finally {
    await installation.stop();
  }
}

/** Leaves some hundred kilobytes. */
async function fill(disk: string): Promise<void> {
  const { stdout } = await run("df", ["--output=avail", "-B1024", disk]);
  const free = Number(stdout.trim().split("\n").at(-1));
  await run("fallocate", ["-l", `${Math.max(1, free - 512)}K`, join(disk, "ballast")]);
}

/** Writes to PostgreSQL's own log until it needs room for another piece of it. */
async function overflow({ sql }: Installation): Promise<void> {
  for (let n = 0; n < 12; n++)
    await sql("SELECT pg_logical_emit_message(true, 'ballast', repeat('x', 4000000))").catch(() => []);
}
