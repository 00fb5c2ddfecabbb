import { readFile, writeFile } from "node:fs/promises";

/** The text of a file that only its owner can read; the first caller creates it with `make`, even under concurrency. */
export async function keptFile(path: string, make: () => string): Promise<string> {
  await writeFile(path, make(), { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return readFile(path, "utf8");
}
