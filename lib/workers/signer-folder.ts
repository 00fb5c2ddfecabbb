import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fromBase64, toBase64 } from "#lib/kernel/base64.ts";
import type { TreeHead } from "#lib/merkle/checkpoint.ts";
import { HASH_BYTES, type Hash } from "#lib/merkle/hash.ts";
import { formatNoteKey, type NoteKey, noteKey } from "#lib/merkle/note.ts";
import { readTreeHead, writtenTreeHead } from "#lib/merkle/tree-head.ts";
import { readIfThere, readState, writeDurably } from "#lib/storage/durable-file.ts";
import { makeSigningKey, openSigningKey } from "#lib/storage/signing-key.ts";

/** The last tree head this signer signed, with the root of the map of stream heads that it signed beside it. */
export type SignedHead = TreeHead & {
  /** Undefined where an earlier version signed, and in a successor's folder until it signs. */
  readonly streams?: Hash;
};

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
  const { publicKey, sign } = await openSigningKey(join(folder, KEY_FILE));
  const named = await readFile(join(folder, ORIGIN_FILE), "utf8").catch(() => origin);
  const key = noteKey(named.trim(), publicKey);
  await publishKey(folder, key);
  return {
    key,
    sign,
    lastSigned: () => readState(join(folder, STATE_FILE), readSignedHead),
    remember: (head) => writeDurably(folder, STATE_FILE, `${JSON.stringify(writtenSignedHead(head))}\n`),
  };
}

const writtenSignedHead = ({ streams, ...head }: SignedHead) => ({
  ...writtenTreeHead(head),
  ...(streams && { streams: toBase64(streams) }),
});

function readSignedHead(value: unknown): SignedHead | null {
  const head = readTreeHead(value);
  const written = (value as { streams?: unknown }).streams;
  if (head === null || written === undefined) return head;
  const streams = typeof written === "string" ? fromBase64(written) : null;
  return streams?.length === HASH_BYTES ? { ...head, streams } : null;
}

async function makeKeyOnce(folder: string): Promise<void> {
  const files = new Set(await readdir(folder));
  if (files.has(KEY_FILE)) return;
  if (files.has(PUBLIC_KEY_FILE) || files.has(STATE_FILE))
    throw new Error(
      `${join(folder, KEY_FILE)} is missing, but this folder has signed before. Put the key back from a copy.`,
    );
  await makeSigningKey(join(folder, KEY_FILE));
}

async function publishKey(folder: string, key: NoteKey): Promise<void> {
  const path = join(folder, PUBLIC_KEY_FILE);
  const text = formatNoteKey(key);
  const published = await readIfThere(path);
  if (published === null) return writeDurably(folder, PUBLIC_KEY_FILE, `${text}\n`);
  if (published.trim() !== text)
    throw new Error(
      `${path} names ${published.trim()}, but this log's key is ${text}. ` +
        "The origin or the key was changed: restore the log's old name, or start a new signer folder for a new log.",
    );
}
