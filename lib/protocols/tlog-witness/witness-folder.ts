import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { TreeHead } from "#lib/merkle/checkpoint.ts";
import { cosign, formatWitnessKey, type WitnessKey, witnessKey } from "#lib/merkle/cosignature.ts";
import type { NoteSignature } from "#lib/merkle/note.ts";
import { readTreeHead, writtenTreeHead } from "#lib/merkle/tree-head.ts";
import { readIfThere, readState, writeDurably } from "#lib/storage/durable-file.ts";
import { makeSigningKey, openSigningKey } from "#lib/storage/signing-key.ts";

/** The newest head that was cosigned of each log, by its origin. */
export type SeenHeads = Readonly<Record<string, TreeHead>>;

/** All that a witness has: its key, and what it cosigned last. */
export type WitnessFolder = {
  readonly key: WitnessKey;
  cosign(seconds: number, text: string): NoteSignature;
  /** Throws when the file is damaged or gone: guessing could cosign two histories. */
  seen(): Promise<SeenHeads>;
  /** Durable when it resolves. */
  remember(origin: string, head: TreeHead): Promise<void>;
};

const KEY_FILE = "witness.key";
const PUBLIC_KEY_FILE = "witness.vkey";
const STATE_FILE = "seen.json";

/** Opens the folder; the first time, creates it and its key. Throws when it belongs to a witness of another name. */
export async function openWitnessFolder(folder: string, name: string): Promise<WitnessFolder> {
  await mkdir(folder, { recursive: true });
  await makeOnce(folder);
  const { publicKey, sign } = await openSigningKey(join(folder, KEY_FILE));
  const key = witnessKey(name, publicKey);
  await publishKey(folder, key);
  const seen = async (): Promise<SeenHeads> => {
    const heads = await readState(join(folder, STATE_FILE), readHeads);
    if (heads === null) throw stateMissing(folder);
    return heads;
  };
  await seen();
  return {
    key,
    cosign: (seconds, text) => cosign(key, seconds, text, sign),
    seen,
    remember: async (origin, head) =>
      writeDurably(folder, STATE_FILE, writtenHeads({ ...(await seen()), [origin]: head })),
  };
}

/** The state before the key: a key without its state has lost what it cosigned. */
async function makeOnce(folder: string): Promise<void> {
  const files = new Set(await readdir(folder));
  if (files.has(KEY_FILE)) return;
  if (files.has(PUBLIC_KEY_FILE))
    throw new Error(
      `${join(folder, KEY_FILE)} is missing, but this folder has cosigned before. Put the key back from a copy.`,
    );
  await writeDurably(folder, STATE_FILE, writtenHeads({}));
  await makeSigningKey(join(folder, KEY_FILE));
}

async function publishKey(folder: string, key: WitnessKey): Promise<void> {
  const path = join(folder, PUBLIC_KEY_FILE);
  const text = formatWitnessKey(key);
  const published = await readIfThere(path);
  if (published === null) await writeDurably(folder, PUBLIC_KEY_FILE, `${text}\n`);
  else if (published.trim() !== text)
    throw new Error(`${path} names ${published.trim()}. Start this witness under that name.`);
}

const stateMissing = (folder: string): Error =>
  new Error(
    `${join(folder, STATE_FILE)} is missing, but this witness has cosigned before. Put it back from a copy; ` +
      "without it, start a new witness in a new folder.",
  );

const writtenHeads = (heads: SeenHeads): string =>
  `${JSON.stringify(Object.fromEntries(Object.entries(heads).map(([origin, head]) => [origin, writtenTreeHead(head)])))}\n`;

function readHeads(value: unknown): SeenHeads | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const heads: [string, TreeHead][] = [];
  for (const [origin, written] of Object.entries(value)) {
    const head = readTreeHead(written);
    if (head === null) return null;
    heads.push([origin, head]);
  }
  return Object.fromEntries(heads);
}
