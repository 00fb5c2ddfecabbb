import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { dataFolder } from "#lib/env.ts";

/** Where the signer stores its key and its memory. */
export const signerFolder = (): string => join(dataFolder(), "signer");

/**
 * The public key of this installation's log, as published by the signer; null before the signer's first start. To
 * verify this server, get the key through another channel.
 */
export async function logKey(): Promise<string | null> {
  try {
    return (await readFile(join(signerFolder(), "signer.vkey"), "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** The keys of this log's predecessors, after a recovery: they still verify what they signed. */
export async function formerLogKeys(): Promise<string[]> {
  const names = await readdir(dataFolder()).catch(() => []);
  const folders = names.filter((name) => /^signer-\d+$/.test(name));
  const keys = await Promise.all(
    folders.map((name) => readFile(join(dataFolder(), name, "signer.vkey"), "utf8").catch(() => null)),
  );
  return keys.flatMap((key) => (key === null ? [] : [key.trim()]));
}
