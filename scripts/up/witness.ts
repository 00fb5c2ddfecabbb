import { rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#lib/db/free-port.ts";
import { formatWitnessKey } from "#lib/merkle/cosignature.ts";
import { openWitnessFolder } from "#lib/protocols/tlog-witness/witness-folder.ts";
import { readIfThere } from "#lib/storage/durable-file.ts";
import type { Child } from "./children.ts";

const NAME = "witness.local/demonstration";
const WAIT_MS = 100;
const TRIES_MAX = 300;

/** The demonstration's witness: what the signer is told of it, and its process. */
export type LocalWitness = { readonly setting: string; readonly child: Child };

/**
 * A witness of the demonstration's log, to show what one does. It runs on the log's own machine, so it proves nothing
 * against whoever runs that; a real one is run by another party.
 */
export async function localWitness(data: string): Promise<LocalWitness> {
  const folder = join(data, "witness");
  const vkey = await madeWitness(folder);
  const port = await freePort();
  const args = ["--folder", folder, "--name", NAME, "--log", logKeyFile(data), "--port", String(port)];
  return {
    setting: `http://127.0.0.1:${port} ${vkey}`,
    child: { name: "witness", args: ["bin/countersign.ts", "witness", ...args], env: {} },
  };
}

/** Its key. The folder is made whole: once it is there, it belongs to the witness, and this process writes nothing into it. */
async function madeWitness(folder: string): Promise<string> {
  const published = await readIfThere(join(folder, "witness.vkey"));
  if (published !== null) return published.trim();
  const partial = `${folder}.new`;
  await rm(partial, { recursive: true, force: true });
  const { key } = await openWitnessFolder(partial, NAME);
  await rename(partial, folder);
  return formatWitnessKey(key);
}

/** The signer publishes the log's key at its first start; the witness reads it. */
export async function logKeyPublished(data: string): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    if (await stat(logKeyFile(data)).catch(() => null)) return;
    await sleep(WAIT_MS);
  }
}

const logKeyFile = (data: string): string => join(data, "signer", "signer.vkey");
