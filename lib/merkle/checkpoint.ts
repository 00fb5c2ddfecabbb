import { fromBase64, toBase64 } from "#lib/kernel/base64.ts";
import { err, ok, type Result } from "#lib/kernel/result.ts";
import { HASH_BYTES, type Hash } from "./hash.ts";
import { type NoteKey, openNote } from "./note.ts";

/** The size and the root of a tree. */
export type TreeHead = { readonly size: number; readonly root: Hash };

/** A log's statement of its size and root (C2SP tlog-checkpoint). */
export type Checkpoint = TreeHead & { readonly origin: string };

/** The signed text: origin, decimal size and base64 root, one per line. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** Parses a checkpoint's text; extension lines are allowed and ignored. The error is a sentence. */
export function parseCheckpoint(text: string): Result<Checkpoint, string> {
  const [origin, sizeText, rootText, ...rest] = text.split("\n");
  if (!origin || sizeText === undefined || rootText === undefined || rest.at(-1) !== "")
    return err("A checkpoint has an origin, a size and a root, one per line");
  if (rest.slice(0, -1).some((line) => line === "")) return err("A checkpoint's extension line is empty");
  const size = parseTreeSize(sizeText);
  if (size === null) return err(`"${sizeText.slice(0, 40)}" is not a tree size this program can hold`);
  const root = fromBase64(rootText);
  if (root === null || root.length !== HASH_BYTES) return err("The root is not 32 bytes in base64");
  return ok({ origin, size, root });
}

/** A checkpoint signed by one of the trusted keys, with the origin that key is named after. */
export function openCheckpoint(note: string, trusted: readonly NoteKey[]): Result<Checkpoint, string> {
  const opened = openNote(note, trusted);
  if (!opened.ok) return opened;
  return parseCheckpoint(opened.value.text);
}

/** A decimal size without sign or leading zero, up to 2^53 - 1: rounding a bigger one would accept false proofs. */
export function parseTreeSize(text: string): number | null {
  if (!/^(0|[1-9]\d{0,15})$/.test(text)) return null;
  const size = Number(text);
  return Number.isSafeInteger(size) ? size : null;
}
