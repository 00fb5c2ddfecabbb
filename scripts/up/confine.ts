import { spawnSync } from "node:child_process";
import { chown, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** What a start of Node is put behind; nothing where nothing is to be gained or had. */
export type Confinement = readonly string[];

/**
 * Started by root, every process could read every file, the signing key too. Where the machine has `setpriv`, all but the
 * signer run without root's privileges: still as root, as a clone may lie where nobody else may enter, but like
 * anybody else before a file that is another user's. Empty where they would then not find their own files.
 */
export function confinement(dataFolder: string): Confinement {
  if (process.getuid?.() !== 0) return [];
  // Ports below 1024 stay theirs to take.
  const prefix = ["setpriv", "--bounding-set=-all,+net_bind_service", "--inh-caps=-all", "--no-new-privs"];
  const theirs =
    'test -r package.json -a -x node_modules -a -w "$0" -a -x "$0" && { test ! -e .next || test -w .next; }';
  const [program, ...options] = [...prefix, "sh", "-c", theirs, dataFolder];
  const tried = spawnSync(program!, options, { cwd: root, stdio: "ignore" });
  return tried.status === 0 ? prefix : [];
}

/**
 * Gives the signing key to a user that no process runs as, so that only a process with root's privileges reads it. Waits
 * a while for the signer to make it; where the system knows no such user, the key stays root's.
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
  // A root that may not read everything, as in some containers, would have locked the signer out.
  await readFile(key).catch(() => chown(key, 0, 0).catch(() => {}));
}

async function idOfNobody(): Promise<number | null> {
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  const id = lines.map((line) => line.split(":")).find(([name]) => name === "nobody")?.[2];
  return id ? Number(id) : null;
}
