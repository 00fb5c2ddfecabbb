import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";
import { fromBase64, toBase64 } from "#lib/kernel/base64.ts";
import { err, ok, type Result } from "#lib/kernel/result.ts";
import { verifyEd25519 } from "./ed25519.ts";
import { sameBytes } from "./hash.ts";

/** A signed note (C2SP signed-note): the text, which ends in a newline, and its signature lines. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

export type NoteSignature = {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
};

/** An Ed25519 key that may be trusted to sign notes. */
export type NoteKey = { readonly name: string; readonly keyId: Uint8Array; readonly publicKey: Uint8Array };

const NOTE_LENGTH_MAX = 1_000_000;
const SIGNATURES_MAX = 100;
/** What a key's signatures cover, as its id and its written form say: the note's text itself. */
const ED25519 = 0x01;

/** Parses a note without verifying it. The error is a sentence saying what is malformed. */
export function parseNote(note: string): Result<Note, string> {
  if (note.length > NOTE_LENGTH_MAX) return err("The note is too long");
  if (!note.isWellFormed() || hasControlCharacter(note))
    return err("The note contains characters that a note may not contain");
  const split = note.lastIndexOf("\n\n");
  if (split < 0) return err("The note has no blank line before its signatures");
  const text = note.slice(0, split + 1);
  const block = note.slice(split + 2);
  if (!block.endsWith("\n")) return err("The note's last signature line does not end in a newline");
  const lines = block.slice(0, -1).split("\n");
  if (lines.length > SIGNATURES_MAX) return err("The note has too many signatures");
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignatureLine(line);
    if (signature === null) return err(`Not a signature line: ${line.slice(0, 80)}`);
    signatures.push(signature);
  }
  return ok({ text, signatures });
}

/**
 * The note if at least one trusted key signed it and every signature by a trusted key is valid; lines of unknown
 * keys are ignored (C2SP signed-note). The error is a sentence.
 */
export function openNote(
  noteText: string,
  trusted: readonly NoteKey[],
): Result<Note & { signers: string[] }, string> {
  const parsed = parseNote(noteText);
  if (!parsed.ok) return parsed;
  const message = new TextEncoder().encode(parsed.value.text);
  const signers = new Set<string>();
  for (const { name, keyId, signature } of parsed.value.signatures) {
    const key = trusted.find((candidate) => candidate.name === name && sameBytes(candidate.keyId, keyId));
    if (key === undefined) continue;
    if (!verifyEd25519(key.publicKey, message, signature))
      return err(`The signature of ${name} does not match the text`);
    signers.add(formatNoteKey(key));
  }
  return signers.size > 0
    ? ok({ ...parsed.value, signers: [...signers] })
    : err("No trusted key signed this note");
}

/** The note as sent and stored. The text must end in a newline. */
export function formatNote({ text, signatures }: Note): string {
  if (!text.endsWith("\n")) throw new Error("The text of a note ends in a newline");
  return `${text}\n${signatures.map(formatSignatureLine).join("")}`;
}

export const formatSignatureLine = ({ name, keyId, signature }: NoteSignature): string =>
  `— ${name} ${toBase64(concatBytes(keyId, signature))}\n`;

/** A key for notes; its id is SHA-256(name || 0x0A || algorithm || key)[:4]. Throws if the name is not allowed. */
export function noteKey(name: string, publicKey: Uint8Array, algorithm = ED25519): NoteKey {
  if (!isKeyName(name))
    throw new Error(`"${name}" cannot name a key: a name is not empty and has no spaces or plus signs`);
  const identity = new TextEncoder().encode(`${name}\n`);
  const keyId = sha256(concatBytes(identity, Uint8Array.of(algorithm), publicKey)).slice(0, 4);
  return { name, keyId, publicKey };
}

/** `name+<key id in hex>+<base64 of algorithm || key>`: the form in which a key is handed to verifiers. */
export const formatNoteKey = ({ name, keyId, publicKey }: NoteKey, algorithm = ED25519): string =>
  `${name}+${bytesToHex(keyId)}+${toBase64(concatBytes(Uint8Array.of(algorithm), publicKey))}`;

/** Reverses {@link formatNoteKey}; null if malformed, of another algorithm, or with an id that does not match the key. */
export function parseNoteKey(text: string, algorithm = ED25519): NoteKey | null {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  if (!match || !isKeyName(match[1]!)) return null;
  const material = fromBase64(match[3]!);
  if (material === null || material.length !== 33 || material[0] !== algorithm) return null;
  const key = noteKey(match[1]!, material.slice(1), algorithm);
  return bytesToHex(key.keyId) === match[2] ? key : null;
}

function parseSignatureLine(line: string): NoteSignature | null {
  const match = /^— (\S+) (\S+)$/u.exec(line);
  if (!match || !isKeyName(match[1]!)) return null;
  const bytes = fromBase64(match[2]!);
  if (bytes === null || bytes.length < 5) return null;
  return { name: match[1]!, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
}

const isKeyName = (name: string): boolean => /^[^\s+]+$/u.test(name) && name.isWellFormed();

const hasControlCharacter = (text: string): boolean =>
  [...text].some((char) => char !== "\n" && (char < " " || char === "\u007f"));
