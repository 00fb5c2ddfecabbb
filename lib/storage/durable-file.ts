import { open, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The file is whole and durable when it resolves: written beside it, flushed, renamed, and the folder flushed. */
export async function writeDurably(folder: string, name: string, text: string): Promise<void> {
  const partial = join(folder, `${name}.partial`);
  await writeFile(partial, text, { mode: 0o644, flush: true });
  await rename(partial, join(folder, name));
  const directory = await open(folder, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** The file's text, or null where there is no such file. */
export const readIfThere = (path: string): Promise<string | null> =>
  readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return null;
  });

/** What `read` makes of the file's JSON; null where there is no file. Throws where it makes nothing of it. */
export async function readState<T>(path: string, read: (value: unknown) => T | null): Promise<T | null> {
  const text = await readIfThere(path);
  if (text === null) return null;
  const damaged = new Error(
    `${path} is damaged. Restore it from a copy, or from the newest checkpoint anyone holds.`,
  );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged;
  }
  const state = read(value);
  if (state === null) throw damaged;
  return state;
}
