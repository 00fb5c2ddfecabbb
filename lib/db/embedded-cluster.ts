import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { readIfThere } from "#lib/storage/durable-file.ts";
import { handOver, type Owner } from "#lib/storage/hand-over.ts";
import { keptFile } from "#lib/storage/kept-file.ts";

/** A cluster's folder, and whether root starts it, which PostgreSQL refuses to run as. */
export type Place = { readonly base: string; readonly byRoot: boolean };

export const clusterOf = ({ base }: Place): string => join(base, "cluster");

/** Throws where the other kind of start made the cluster: a new one would hide what it stores. */
export async function placeFor(folder: string): Promise<Place> {
  const here = resolve(folder);
  await mkdir(here, { recursive: true, mode: 0o700 });
  const byRoot = process.getuid?.() === 0;
  const named = await readIfThere(join(here, REACHABLE_NAME));
  const known = named === null ? null : basePath(named);
  if (!byRoot) {
    if (known !== null && (await stat(known).then(Boolean, () => false)))
      throw new Error(madeByRoot(here, known));
    return { base: here, byRoot };
  }
  if (known === null && (await stat(join(here, "cluster")).then(Boolean, () => false)))
    throw new Error(madeByAUser(here));
  const base = known ?? basePath(await reachableName(here));
  await mkdir(base, { recursive: true });
  await chmod(base, 0o755);
  return { base, byRoot };
}

const REACHABLE_NAME = "reachable-name";
const basePath = (name: string): string => join("/var/tmp", `countersign-${name}`);

/** Stored in the folder itself: deleting the folder starts a new cluster instead of finding the old one. */
const reachableName = (folder: string): Promise<string> =>
  keptFile(join(folder, REACHABLE_NAME), () => randomBytes(6).toString("hex"));

const madeByRoot = (folder: string, base: string): string =>
  `Root started this installation before, so its database is in ${base}. ` +
  "Start it as root again, or let root give it to your user:\n" +
  `  mv ${base}/cluster ${base}/password ${folder}/ && rm ${folder}/${REACHABLE_NAME}\n` +
  `  chown -R ${process.getuid?.()}: ${dirname(folder)}`;

function madeByAUser(folder: string): string {
  const name = randomBytes(6).toString("hex");
  const base = basePath(name);
  return (
    `A user without root started this installation before, so its database is in ${folder}. ` +
    "Start it as that user again, or move it to where root runs it:\n" +
    `  mkdir ${base} && mv ${folder}/cluster ${folder}/password ${base}/ && chown root: ${base}/password\n` +
    `  printf ${name} > ${folder}/${REACHABLE_NAME}`
  );
}

/** Who runs PostgreSQL: the cluster's owner, which root can change before it starts. */
export async function runsAs(place: Place, account: Owner | undefined): Promise<Partial<Owner>> {
  if (!place.byRoot) return {};
  if (account) await handOver(clusterOf(place), account);
  const { uid, gid } = await stat(clusterOf(place));
  return { uid, gid };
}

/** PostgreSQL creates a cluster only as a user that the machine knows. */
async function knownUser(): Promise<Owner> {
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const user = lines.find(([name]) => name === "postgres") ?? lines.find(([name]) => name === "nobody");
  if (!user)
    throw new Error(
      "PostgreSQL cannot run as root and there is no user `postgres` or `nobody` to run it as.",
    );
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** PostgreSQL gets nothing else of what this process knows. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const known: Partial<NodeJS.ProcessEnv> = { PATH: process.env["PATH"], TZ: process.env["TZ"], LC_ALL: "C" };
  return known as NodeJS.ProcessEnv;
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
  const as = place.byRoot ? await knownUser() : undefined;
  if (as) for (const path of [partial, passwordFile]) await chown(path, as.uid, as.gid);
  const access = ["-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  const options = ["-D", partial, ...access, "-E", "UTF8", "--locale=C", "--no-instructions"];
  await promisify(execFile)(join(bin, "initdb"), options, {
    ...as,
    cwd: place.base,
    env: postgresEnvironment(),
  });
  await rm(passwordFile);
  await rename(partial, cluster).catch(async (error: unknown) => {
    if (!(await isMade())) throw error;
    await rm(partial, { recursive: true });
  });
}
