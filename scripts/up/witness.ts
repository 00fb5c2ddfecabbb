import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#lib/db/free-port.ts";
import { formatWitnessKey } from "#lib/merkle/cosignature.ts";
import { openWitnessFolder } from "#lib/protocols/tlog-witness/witness-folder.ts";
import type { Child } from "./children.ts";

const NAME = "witness.local/demonstration";
const WAIT_MS = 100;
const TRIES_MAX = 300;

/** The demonstration's witness: what the signer is told of it, and its process. */
export type LocalWitness = { readonly setting: string; readonly child: Omit<Child, "prefix"> };

/**
 * A witness of the demonstration's log, to show what one does. It runs on the log's own machine, so it proves nothing
 * against whoever runs that; a real one is run by another party.
 */
export async function localWitness(data: string): Promise<LocalWitness> {
  const folder = join(data, "witness");
  const { key } = await openWitnessFolder(folder, NAME);
  const port = await freePort();
  const args = ["--folder", folder, "--name", NAME, "--log", logKeyFile(data), "--port", String(port)];
  return {
    setting: `http://127.0.0.1:${port} ${formatWitnessKey(key)}`,
    child: { name: "witness", args: ["bin/countersign.ts", "witness", ...args], env: {} },
  };
}

/** The signer publishes the log's key at its first start; the witness reads it. */
export async function logKeyPublished(data: string): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    if (await stat(logKeyFile(data)).catch(() => null)) return;
    await sleep(WAIT_MS);
  }
}

const logKeyFile = (data: string): string => join(data, "signer", "signer.vkey");
