import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const FILE = "running";

/**
 * Claims a folder for this process as long as it lives. Where another has it, answers that one's id instead of null. A
 * process that was killed has no claim any more.
 */
export async function claimFolder(folder: string): Promise<number | null> {
  const path = join(folder, FILE);
  const made = await writeFile(path, `${process.pid}\n`, { flag: "wx", mode: 0o600 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
      return false;
    },
  );
  if (made) return null;
  const holder = Number(await readFile(path, "utf8").catch(() => ""));
  if (holder !== process.pid && isAlive(holder)) return holder;
  await rm(path, { force: true });
  return claimFolder(folder);
}

/** Whether there is a process of this id, its own or another user's. */
export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
