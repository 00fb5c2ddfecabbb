import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isAlive } from "#lib/storage/folder-claim.ts";
import { end } from "./options.ts";

/** Claims the data folder for this process; a second start on it names the first one's address. */
export async function claimDataFolder(folder: string, address: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) =>
    end(3, `The data folder ${folder} cannot be created (${error.code}). Choose another with --data.`),
  );
  const path = join(folder, "running");
  const running = await readFile(path, "utf8").catch(() => "");
  const [pid, where] = running.split("\n");
  if (pid && isAlive(Number(pid)))
    end(
      3,
      `Countersign already runs on this data folder, at ${where} (process ${pid}).\nStop it first, or start a second one with --data <dir> --port <n>.`,
    );
  await writeFile(path, `${process.pid}\n${address}\n`, { mode: 0o600 }).catch(
    async (error: NodeJS.ErrnoException) => end(3, await whyNotWritten(folder, error.code)),
  );
  return () => rm(path, { force: true });
}

async function whyNotWritten(folder: string, code: string | undefined): Promise<string> {
  const found = `The data folder ${folder} cannot be written (${code}).`;
  const [owner, self] = [(await stat(folder).catch(() => null))?.uid, process.getuid?.()];
  if (owner === undefined || owner === self) return `${found} Choose another with --data.`;
  const whose = owner === 0 ? "root" : `the user ${owner}`;
  return `${found} It belongs to ${whose}: start as ${whose}, or let root give it to you with chown -R ${self}: ${folder}, or choose another with --data.`;
}
