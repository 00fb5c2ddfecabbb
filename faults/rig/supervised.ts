import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { keepEmbedded } from "#lib/db/embedded-kept.ts";
import { binaries, copyCluster, PASSWORD, type Postgres } from "./postgres.ts";

const run = promisify(execFile);

/** A disk that can fill up. */
export type SmallDisk = { readonly folder: string; resize(megabytes: number): Promise<void> };

/** Null where this user may not mount one. */
export async function smallDisk(folder: string, megabytes: number): Promise<SmallDisk | null> {
  await mkdir(folder, { recursive: true });
  const options = `size=${megabytes}m,mode=755`;
  const mounted = await run("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]).then(
    () => true,
    () => false,
  );
  const resize = async (size: number) => void (await run("mount", ["-o", `remount,size=${size}m`, folder]));
  return mounted ? { folder, resize } : null;
}

export const unmount = (folder: string) => run("umount", ["-l", folder]);

/** Where the start command keeps a cluster when root starts it. */
export function embeddedPlace(): { place: string; name: string; cluster: string } {
  const name = randomBytes(6).toString("hex");
  const place = `/var/tmp/countersign-${name}`;
  return { place, name, cluster: join(place, "cluster") };
}

/**
 * A copy of a cluster at `place`, kept running by an installation's own supervisor: nothing here restarts it. `data`
 * is where the installation would look for it.
 */
export async function keptPostgres(
  from: string,
  { place, name, cluster }: ReturnType<typeof embeddedPlace>,
  data: string,
  say: (line: string) => void,
): Promise<Postgres> {
  const folder = join(data, "postgres");
  await mkdir(folder, { recursive: true });
  await chmod(place, 0o755);
  await writeFile(join(folder, "reachable-name"), name);
  await writeFile(join(place, "password"), PASSWORD);
  const staged = dirname(dirname(await binaries()));
  for (const version of await readdir(staged)) await symlink(join(staged, version), join(place, version));
  await copyCluster(from, cluster);
  const kept = await keepEmbedded({ folder, settings: ["fsync=off", "shared_buffers=64MB"] }, say);
  const { ownerUrl } = kept;
  const stop = async () => {
    await kept.stop();
    await rm(folder, { recursive: true });
  };
  return { folder: cluster, port: Number(new URL(ownerUrl).port), ownerUrl, start: async () => {}, stop };
}
