import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fromBase64, toBase64 } from "#lib/kernel/base64.ts";
import { HASH_BYTES, type Hash } from "#lib/merkle/hash.ts";
import { formatNoteKey, type NoteKey, noteKey } from "#lib/merkle/note.ts";

/** The last tree head this signer signed. */
export type SignedHead = { readonly size: number; readonly root: Hash };

/** The signer's own memory, outside the database: its key, its public key, the last head it signed. */
export type SignerFolder = {
  readonly key: NoteKey;
  sign(text: string): Uint8Array;
  /** Null when this key never signed. Throws when the file is damaged: guessing could sign two histories. */
  lastSigned(): Promise<SignedHead | null>;
  /** Durable when it resolves: written to a temporary file, flushed, renamed, and the folder flushed. */
  remember(head: SignedHead): Promise<void>;
};

const KEY_FILE = "signer.key";
const PUBLIC_KEY_FILE = "signer.vkey";
const STATE_FILE = "last-signed.json";
/** Only in a successor's folder: its name, which overrides the configured one. */
const ORIGIN_FILE = "origin";

/**
 * Opens the folder; the first time, creates it and its key. Throws when others can read the key, or when the folder
 * belongs to a log of another name.
 */
export async function openSignerFolder(folder: string, origin: string): Promise<SignerFolder> {
  await mkdir(folder, { recursive: true });
  await makeKeyOnce(folder);
  const privateKey = await readKey(join(folder, KEY_FILE));
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const named = await readFile(join(folder, ORIGIN_FILE), "utf8").catch(() => origin);
  const key = noteKey(named.trim(), new Uint8Array(spki.subarray(-HASH_BYTES)));
  await publishKey(folder, key);
  return {
    key,
    sign: (text) => new Uint8Array(sign(null, Buffer.from(text), privateKey)),
    lastSigned: () => readState(join(folder, STATE_FILE)),
    remember: (head) =>
      writeDurably(folder, STATE_FILE, `${JSON.stringify({ size: head.size, root: toBase64(head.root) })}\n`),
  };
}

async function makeKeyOnce(folder: string): Promise<void> {
  const files = new Set(await readdir(folder));
  if (files.has(KEY_FILE)) return;
  if (files.has(PUBLIC_KEY_FILE) || files.has(STATE_FILE))
    throw new Error(
      `${join(folder, KEY_FILE)} is missing, but this folder has signed before. Put the key back from a copy.`,
    );
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ format: "pem", type: "pkcs8" });
  await writeFile(join(folder, KEY_FILE), pem, { flag: "wx", mode: 0o600, flush: true });
}

async function readKey(path: string): Promise<KeyObject> {
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0)
    throw new Error(`The signing key ${path} can be read by others. Restrict it first: chmod 600 ${path}`);
  return createPrivateKey(await readFile(path, "utf8"));
}

async function publishKey(folder: string, key: NoteKey): Promise<void> {
  const path = join(folder, PUBLIC_KEY_FILE);
  const text = formatNoteKey(key);
  const published = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return null;
  });
  if (published === null) return writeDurably(folder, PUBLIC_KEY_FILE, `${text}\n`);
  if (published.trim() !== text)
    throw new Error(
      `${path} names ${published.trim()}, but this log's key is ${text}. ` +
        "The origin or the key was changed: restore the log's old name, or start a new signer folder for a new log.",
    );
}

async function readState(path: string): Promise<SignedHead | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return null;
  });
  if (text === null) return null;
  const damaged = new Error(
    `${path} is damaged. Restore it from a copy, or from the newest checkpoint anyone holds.`,
  );
  try {
    const state = JSON.parse(text) as { size?: unknown; root?: unknown };
    const root = typeof state.root === "string" ? fromBase64(state.root) : null;
    if (!Number.isSafeInteger(state.size) || root?.length !== HASH_BYTES) throw damaged;
    return { size: state.size as number, root };
  } catch {
    throw damaged;
  }
}

async function writeDurably(folder: string, name: string, text: string): Promise<void> {
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
