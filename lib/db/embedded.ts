import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmod, chown, mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { stageBinaries } from "./embedded-binaries.ts";

export type EmbeddedPostgres = {
  /** Superuser connection string; the owner that migrates. */
  readonly ownerUrl: string;
  stop(): Promise<void>;
};

type Options = {
  /** Where the cluster and its password live. Made if missing. */
  folder: string;
  /** Extra `name=value` server settings, e.g. `fsync=off` for tests. */
  settings?: readonly string[];
};

const START_SECONDS_MAX = 60;

/**
 * Starts the PostgreSQL that ships in npm on a free loopback port, making the cluster the first time, or joins
 * the one that is already running in this folder.
 *
 * PostgreSQL refuses to run as root. Started by root it runs as an unprivileged user, from a folder under
 * /var/tmp that user can reach: a clone may lie where only root may enter.
 */
export async function startEmbedded({ folder, settings = [] }: Options): Promise<EmbeddedPostgres> {
  const place = await placeFor(folder);
  const bin = await stageBinaries(place.base);
  const cluster = join(place.base, "cluster");
  const password = await passwordOf(place.base);
  const running = await runningServer(cluster, password);
  if (running) return running;
  await initialise(bin, cluster, password, place);
  const port = await freePort();
  const logPath = join(place.base, "postgres.log");
  const logFile = await open(logPath, "w", 0o600);
  const server = spawn(
    join(bin, "postgres"),
    [
      "-D",
      cluster,
      "-p",
      String(port),
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "unix_socket_directories=",
      ...flags(settings),
    ],
    {
      ...place.as,
      cwd: place.base,
      detached: true,
      stdio: ["ignore", logFile.fd, logFile.fd],
      env: { ...process.env, LC_ALL: "C" },
    },
  );
  const ownerUrl = urlOf(port, password);
  await logFile.close();
  await answering(ownerUrl, server, logPath);
  return { ownerUrl, stop: () => stop(server) };
}

const flags = (settings: readonly string[]): string[] =>
  ["max_connections=120", "shared_buffers=256MB", "password_encryption=scram-sha-256", ...settings].flatMap(
    (s) => ["-c", s],
  );

const urlOf = (port: number, password: string): string =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;

type Place = { base: string; as: { uid?: number; gid?: number } };

async function placeFor(folder: string): Promise<Place> {
  if (process.getuid?.() !== 0) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { base: resolve(folder), as: {} };
  }
  const name = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 12);
  const base = join("/var/tmp", `countersign-${name}`);
  const { uid, gid } = await unprivilegedUser();
  await mkdir(base, { recursive: true });
  await chmod(base, 0o755);
  return { base, as: { uid, gid } };
}

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const user = lines.find(([name]) => name === "postgres") ?? lines.find(([name]) => name === "nobody");
  if (!user)
    throw new Error(
      "PostgreSQL cannot run as root and there is no user `postgres` or `nobody` to run it as.",
    );
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

async function passwordOf(base: string): Promise<string> {
  const path = join(base, "password");
  const made = randomBytes(24).toString("hex");
  await writeFile(path, made, { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return readFile(path, "utf8");
}

async function initialise(bin: string, cluster: string, password: string, place: Place): Promise<void> {
  const made = await readFile(join(cluster, "PG_VERSION")).then(Boolean, () => false);
  if (made) return;
  await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { mode: 0o700 });
  const passwordFile = join(cluster, "..", "initial-password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.as.uid !== undefined && place.as.gid !== undefined) {
    await chown(cluster, place.as.uid, place.as.gid);
    await chown(passwordFile, place.as.uid, place.as.gid);
  }
  const options = [
    "-D",
    cluster,
    "-U",
    "postgres",
    "-A",
    "scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-E",
    "UTF8",
    "--locale=C",
    "--no-instructions",
  ];
  await promisify(execFile)(join(bin, "initdb"), options, {
    ...place.as,
    cwd: place.base,
    env: { ...process.env, LC_ALL: "C" },
  });
  await rm(passwordFile);
}

/** The server already running on this cluster (left by a killed start), if it answers to our password. */
async function runningServer(cluster: string, password: string): Promise<EmbeddedPostgres | null> {
  const lines = (await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port) return null;
  const ownerUrl = urlOf(port, password);
  if (!(await answers(ownerUrl))) return null;
  return { ownerUrl, stop: () => stopPid(pid) };
}

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

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
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

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? done(address.port) : failed(new Error("no free port")),
      );
    });
  });
}
