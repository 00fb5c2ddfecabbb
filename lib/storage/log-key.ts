import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { dataFolder } from "#lib/env.ts";

/** Where the signer keeps its key and memory. */
export const signerFolder = (): string => join(dataFolder(), "signer");

/**
 * The public key of this installation's log, as the signer published it; null before the signer's first start.
 * Who checks this server should have got the key by another way.
 */
export async function logKey(): Promise<string | null> {
  try {
    return (await readFile(join(signerFolder(), "signer.vkey"), "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** The keys of the logs this one succeeded, after a recovery: what they signed is still shown by them. */
export async function formerLogKeys(): Promise<string[]> {
  const names = await readdir(dataFolder()).catch(() => []);
  const folders = names.filter((name) => /^signer-\d+$/.test(name));
  const keys = await Promise.all(
    folders.map((name) => readFile(join(dataFolder(), name, "signer.vkey"), "utf8").catch(() => null)),
  );
  return keys.flatMap((key) => (key === null ? [] : [key.trim()]));
}
