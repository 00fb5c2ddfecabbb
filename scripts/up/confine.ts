import { spawnSync } from "node:child_process";
import { chown, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** The command that a Node process is started behind; empty where it would gain or have nothing. */
export type Confinement = readonly string[];

/**
 * Started by root, every process could read every file, including the signing key. Where the machine has `setpriv`,
 * all but the signer run without root's privileges: still as root, since a clone may be in a folder only root may
 * enter, but with no special access to another user's files. Empty where they could then not find their own files.
 */
export function confinement(dataFolder: string): Confinement {
  if (process.getuid?.() !== 0) return [];
  // They may still bind ports below 1024.
  const prefix = ["setpriv", "--bounding-set=-all,+net_bind_service", "--inh-caps=-all", "--no-new-privs"];
  const theirs =
    'test -r package.json -a -x node_modules -a -w "$0" -a -x "$0" && { test ! -e .next || test -w .next; }';
  const [program, ...options] = [...prefix, "sh", "-c", theirs, dataFolder];
  const tried = spawnSync(program!, options, { cwd: root, stdio: "ignore" });
  return tried.status === 0 ? prefix : [];
}

/**
 * Gives the signing key to a user that no process runs as, so that only a process with root's privileges can read it.
 * Waits for the signer to create it; where the system has no such user, the key stays root's.
 */
export async function setKeyApart(signerFolder: string): Promise<void> {
  const key = join(signerFolder, "signer.key");
  const nobody = await idOfNobody();
  if (process.getuid?.() !== 0 || nobody === null) return;
  for (let tries = 0; tries < 300; tries++) {
    if (await stat(key).catch(() => null)) break;
    await new Promise((done) => setTimeout(done, 100).unref());
  }
  await chown(key, nobody, nobody).catch(() => {});
  // A root that may not read every file, as in some containers, would have locked the signer out.
  await readFile(key).catch(() => chown(key, 0, 0).catch(() => {}));
}

async function idOfNobody(): Promise<number | null> {
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  const id = lines.map((line) => line.split(":")).find(([name]) => name === "nobody")?.[2];
  return id ? Number(id) : null;
}
