import { chmod, cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import type { TestDatabase } from "#lib/testing/databases/database.ts";
import { logConnection } from "#lib/workers/log-connection.ts";
import { sequenceBatch } from "#lib/workers/sequencer.ts";
import { signHead } from "#lib/workers/signer.ts";
import { openSignerFolder } from "#lib/workers/signer-folder.ts";

/**
 * A sequencer and a signer to call by hand, with their own data folder that the settings name. The signer continues
 * from a copy of the folder `from`, where one is given.
 */
export async function sealedLog(database: TestDatabase, from?: string) {
  const dataFolder = await dataFolderNamed();
  const signerFolder = join(dataFolder, "signer");
  if (from) await copyPrivately(from, signerFolder);
  const signing = await openSignerFolder(signerFolder, "log.example/test");
  const sequencer = await logConnection(database.sequencerUrl, "test sequencer");
  const signer = await logConnection(database.signerUrl, "test signer");
  /** Sequences every event and signs the head. */
  const seal = async () => {
    while ((await sequenceBatch(sequencer)) > 0);
    const refusal = await signHead(signer, signing, signerFolder);
    if (refusal !== null) throw new Error(refusal);
  };
  const close = async () => {
    await Promise.all([sequencer.end(), signer.end()]);
    await dropDataFolder(dataFolder);
  };
  const vkey = (await readFile(join(signerFolder, "signer.vkey"), "utf8")).trim();
  return { dataFolder, vkey, seal, close };
}

/** A new data folder that the settings name; whoever makes it drops it. */
export async function dataFolderNamed(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-data-"));
  const settings = { DATA_FOLDER: folder, DATABASE_URL: "x", SECRET: "s".repeat(32) };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  return folder;
}

export async function dropDataFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
}

async function copyPrivately(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
  for (const name of await readdir(to)) await chmod(join(to, name), 0o600);
}
