import { type ChildProcess, spawn } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { Owner } from "#lib/storage/hand-over.ts";
import { stageBinaries } from "./embedded-binaries.ts";
import {
  clusterOf,
  initialise,
  type Place,
  passwordOf,
  placeFor,
  postgresEnvironment,
  runsAs,
} from "./embedded-cluster.ts";
import { type EmbeddedUse, holdEmbedded } from "./embedded-use.ts";
import { freePort } from "./free-port.ts";

export type EmbeddedPostgres = {
  /** Superuser connection string; this role owns the tables and migrates. */
  readonly ownerUrl: string;
  /** Resolves when the server stopped, expected or not. */
  readonly ended: Promise<void>;
  /** Ends this use; the server stops with its last user. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Where the cluster and its password are stored. Created if missing. */
  folder: string;
  /** Extra `name=value` server settings, e.g. `fsync=off` for tests. */
  settings?: readonly string[];
  /** The port to listen on; a free one by default. */
  port?: number;
  /** Who owns and runs it from now on, where root starts it; by default whoever did. */
  account?: Owner | undefined;
};

const START_SECONDS_MAX = 60;
const START_ATTEMPTS_MAX = 3;

/**
 * Starts the PostgreSQL from npm on a free loopback port, creating the cluster the first time, or joins the one already
 * running in this folder. It runs until its last use ends, whoever started it.
 *
 * PostgreSQL refuses to run as root. Started by root, it runs as `account`, from a folder under /var/tmp
 * that this user can reach: a clone may be in a folder that only root can enter.
 */
export async function startEmbedded({
  folder,
  settings = [],
  port,
  account,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = await placeFor(folder);
  const bin = await stageBinaries(place.base);
  const password = await passwordOf(place.base);
  for (let attempt = 1; ; attempt++) {
    const joined = await joinRunning(place, password);
    if (joined) return joined;
    try {
      return await start({ bin, place, password, settings, account, port: port ?? (await freePort()) });
    } catch (error) {
      // If another process started it at the same time, it can be joined shortly.
      if (attempt >= START_ATTEMPTS_MAX) throw error;
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

type Starting = Required<Pick<EmbeddedOptions, "settings" | "port">> &
  Pick<EmbeddedOptions, "account"> & { bin: string; place: Place; password: string };

async function start(starting: Starting): Promise<EmbeddedPostgres> {
  const { bin, place, password, settings, port, account } = starting;
  await initialise(bin, place, password);
  const logPath = join(place.base, "postgres.log");
  const logFile = await open(logPath, "a", 0o600);
  const local = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
  const server = spawn(
    join(bin, "postgres"),
    ["-D", clusterOf(place), "-p", String(port), ...local, ...flags(settings)],
    {
      ...(await runsAs(place, account)),
      cwd: place.base,
      detached: true,
      stdio: ["ignore", logFile.fd, logFile.fd],
      env: postgresEnvironment(),
    },
  );
  const ownerUrl = urlOf(port, password);
  await logFile.close();
  await answering(ownerUrl, server, logPath);
  server.unref();
  return shared(ownerUrl, await holdEmbedded(ownerUrl), () => stopChild(server));
}

/** The server already running on this cluster, if it accepts our password. */
async function joinRunning(place: Place, password: string): Promise<EmbeddedPostgres | null> {
  const lines = (await readFile(join(clusterOf(place), "postmaster.pid"), "utf8").catch(() => "")).split(
    "\n",
  );
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port) return null;
  const ownerUrl = urlOf(port, password);
  const use = await holdEmbedded(ownerUrl);
  return use && shared(ownerUrl, use, () => stopPid(pid));
}

function shared(
  ownerUrl: string,
  use: EmbeddedUse | null,
  stopServer: () => Promise<void>,
): EmbeddedPostgres {
  if (!use) throw new Error("PostgreSQL was stopped while it was being started.");
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    if (await use.release()) await stopServer();
  };
  return {
    ownerUrl,
    ended: use.ended,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

const flags = (settings: readonly string[]): string[] =>
  ["max_connections=120", "shared_buffers=256MB", "password_encryption=scram-sha-256", ...settings].flatMap(
    (s) => ["-c", s],
  );

const urlOf = (port: number, password: string): string =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;

async function answering(url: string, server: ChildProcess, logPath: string): Promise<void> {
  const deadline = Date.now() + START_SECONDS_MAX * 1000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) break;
    if (await answers(url)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(
    `PostgreSQL did not start. The end of ${logPath}:\n${(await readFile(logPath, "utf8")).slice(-2000)}`,
  );
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function stopChild(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.ref();
  const ended = new Promise((done) => server.once("exit", done));
  // SIGINT is PostgreSQL's fast shutdown: sessions are closed, data is flushed.
  server.kill("SIGINT");
  await ended;
}

async function stopPid(pid: number): Promise<void> {
  try {
    process.kill(pid, "SIGINT");
    while (true) {
      process.kill(pid, 0);
      await new Promise((done) => setTimeout(done, 50));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
