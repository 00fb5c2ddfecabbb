import { readFile, writeFile } from "node:fs/promises";

/** The text kept in a file only its owner may read; `make` writes it the first time, once, whoever comes first. */
export async function keptFile(path: string, make: () => string): Promise<string> {
  await writeFile(path, make(), { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return readFile(path, "utf8");
}
