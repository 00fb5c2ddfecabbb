import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmod, chown, mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { stageBinaries } from "#lib/db/embedded-binaries.ts";
import { freePort } from "#lib/db/free-port.ts";
import { memoryFolder } from "#lib/testing/databases/memory-folder.ts";

export const PASSWORD = "faults";
const START_SECONDS_MAX = 30;
const PLAIN = { LC_ALL: "C" } as unknown as NodeJS.ProcessEnv;

/** A PostgreSQL of the harness's own, whose process it may kill. */
export type Postgres = {
  readonly folder: string;
  readonly port: number;
  readonly ownerUrl: string;
  start(): Promise<void>;
  /** Ends it with a signal and waits: SIGINT shuts down, SIGKILL does not. */
  stop(signal?: NodeJS.Signals): Promise<void>;
};

/** The folder of all clusters of this run; also readable for the user that PostgreSQL runs as. */
export async function makeBase(): Promise<string> {
  const base = await mkdtemp(join((await memoryFolder()) ?? "/var/tmp", "countersign-faults-"));
  await chmod(base, 0o755);
  return base;
}

/** A new, empty cluster. */
export async function makeCluster(base: string, name: string): Promise<string> {
  const bin = await binaries();
  const folder = join(base, name);
  await ownFolder(folder);
  const passwordFile = join(base, `${name}.password`);
  await writeFile(passwordFile, PASSWORD, { mode: 0o644 });
  const access = ["-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  const options = ["-D", folder, ...access, "-E", "UTF8", "--locale=C", "--no-instructions", "--no-sync"];
  const as = await unprivileged();
  await promisify(execFile)(join(bin, "initdb"), options, { ...as, cwd: base, env: PLAIN });
  await rm(passwordFile);
  return folder;
}

/** Copies the files of a stopped cluster, by reflink where the file system can. */
export async function copyCluster(from: string, to: string): Promise<string> {
  await ownFolder(to);
  const sharing = process.platform === "linux" ? ["--reflink=auto"] : [];
  await promisify(execFile)("cp", ["-a", ...sharing, `${from}/.`, to]);
  return to;
}

/**
 * Runs a cluster on a port that stays the same across restarts. Without fsync: a killed process's writes are already
 * the kernel's, so nothing acknowledged may be lost; only a power failure is not simulated.
 */
export async function postgresOn(folder: string, settings: readonly string[] = []): Promise<Postgres> {
  const bin = await binaries();
  const port = await freePort();
  const as = await unprivileged();
  const ownerUrl = `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;
  // A world that is a minute old has had no autovacuum at its usual pace, and would be planned without statistics.
  const own = ["fsync=off", "shared_buffers=64MB", "max_connections=80", "autovacuum_naptime=2s"];
  const local = ["listen_addresses=127.0.0.1", "unix_socket_directories="];
  const flags = [...own, ...local, ...settings].flatMap((setting) => ["-c", setting]);
  const start = async () => {
    const log = await open(`${folder}.log`, "a");
    const deadline = Date.now() + START_SECONDS_MAX * 1000;
    // After a kill, orphaned backends hold the shared memory for a moment, and a start then fails.
    while (Date.now() < deadline) {
      const starting = spawn(join(bin, "postgres"), ["-D", folder, "-p", String(port), ...flags], {
        ...as,
        cwd: "/var/tmp",
        stdio: ["ignore", log.fd, log.fd],
        env: PLAIN,
      });
      server = starting;
      if (await answers(ownerUrl, starting, deadline)) break;
    }
    await log.close();
    if (server?.exitCode !== null || server.signalCode !== null)
      throw new Error(`PostgreSQL did not start:\n${(await readFile(`${folder}.log`, "utf8")).slice(-2000)}`);
  };
  const stop = async (signal: NodeJS.Signals = "SIGINT") => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((done) => server?.once("exit", done));
    server.kill(signal);
    await ended;
  };
  return { folder, port, ownerUrl, start, stop };
}

async function answers(url: string, server: ChildProcess, deadline: number): Promise<boolean> {
  while (Date.now() < deadline && server.exitCode === null && server.signalCode === null) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on("error", () => {});
    const answered = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (answered) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}

let staged: Promise<string> | undefined;
export function binaries(): Promise<string> {
  staged ??= stageBinaries("/var/tmp/countersign-faults-postgres").then(async (bin) => {
    await chmod("/var/tmp/countersign-faults-postgres", 0o755);
    return bin;
  });
  return staged;
}

/** PostgreSQL refuses to run as root. */
export async function unprivileged(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const user = lines.find(([name]) => name === "postgres") ?? lines.find(([name]) => name === "nobody");
  if (!user) throw new Error("There is no user `postgres` or `nobody` to run PostgreSQL as.");
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

async function ownFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uid, gid } = await unprivileged();
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
}
