import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { keptFile } from "#lib/storage/kept-file.ts";

/** A cluster's folder and the user it runs as. */
export type Place = { base: string; as: { uid?: number; gid?: number } };

export const clusterOf = ({ base }: Place): string => join(base, "cluster");

export async function placeFor(folder: string): Promise<Place> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { base: resolve(folder), as: {} };
  const base = join("/var/tmp", `countersign-${await reachableName(folder)}`);
  const { uid, gid } = await unprivilegedUser();
  await mkdir(base, { recursive: true });
  await chmod(base, 0o755);
  return { base, as: { uid, gid } };
}

/** Stored in the folder itself: deleting the folder starts a new cluster instead of finding the old one. */
const reachableName = (folder: string): Promise<string> =>
  keptFile(join(folder, "reachable-name"), () => randomBytes(6).toString("hex"));

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const user = lines.find(([name]) => name === "postgres") ?? lines.find(([name]) => name === "nobody");
  if (!user)
    throw new Error(
      "PostgreSQL cannot run as root and there is no user `postgres` or `nobody` to run it as.",
    );
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

export const passwordOf = (base: string): Promise<string> =>
  keptFile(join(base, "password"), () => randomBytes(24).toString("hex"));

/** Creates the cluster in a temporary folder and renames it, so that two concurrent starts end with one whole cluster. */
export async function initialise(bin: string, place: Place, password: string): Promise<void> {
  const cluster = clusterOf(place);
  const isMade = () => readFile(join(cluster, "PG_VERSION")).then(Boolean, () => false);
  if (await isMade()) return;
  const partial = await mkdtemp(`${cluster}.`);
  const passwordFile = `${partial}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = place.as;
  if (uid !== undefined && gid !== undefined)
    for (const path of [partial, passwordFile]) await chown(path, uid, gid);
  const access = ["-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  const options = ["-D", partial, ...access, "-E", "UTF8", "--locale=C", "--no-instructions"];
  await promisify(execFile)(join(bin, "initdb"), options, {
    ...place.as,
    cwd: place.base,
    env: { ...process.env, LC_ALL: "C" },
  });
  await rm(passwordFile);
  await rename(partial, cluster).catch(async (error: unknown) => {
    if (!(await isMade())) throw error;
    await rm(partial, { recursive: true });
  });
}
