import { fromBase64, toBase64 } from "#lib/kernel/base64.ts";
import { err, ok, type Result } from "#lib/kernel/result.ts";
import { HASH_BYTES, type Hash } from "./hash.ts";
import { type NoteKey, openNote } from "./note.ts";

/** The size and the root of a tree. */
export type TreeHead = { readonly size: number; readonly root: Hash };

/** A log's statement of its size and root (C2SP tlog-checkpoint), and of the map of its streams' heads. */
export type Checkpoint = TreeHead & {
  readonly origin: string;
  /** Root of the map of stream heads. Checkpoints of earlier versions have none. */
  readonly streams?: Hash;
};

/** Begins the extension line with the root of the map of stream heads. */
const STREAMS_LINE = "stream-heads/v1 ";

/** The signed text: origin, decimal size, base64 root and the root of the map of stream heads, one per line. */
export const formatCheckpoint = ({ origin, size, root, streams }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n${streams ? `${STREAMS_LINE}${toBase64(streams)}\n` : ""}`;

/** Parses a checkpoint's text; other extension lines are allowed and ignored. The error is a sentence. */
export function parseCheckpoint(text: string): Result<Checkpoint, string> {
  const [origin, sizeText, rootText, ...rest] = text.split("\n");
  if (!origin || sizeText === undefined || rootText === undefined || rest.at(-1) !== "")
    return err("A checkpoint has an origin, a size and a root, one per line");
  if (rest.slice(0, -1).some((line) => line === "")) return err("A checkpoint's extension line is empty");
  const size = parseTreeSize(sizeText);
  if (size === null) return err(`"${sizeText.slice(0, 40)}" is not a tree size this program can hold`);
  const root = fromBase64(rootText);
  if (root === null || root.length !== HASH_BYTES) return err("The root is not 32 bytes in base64");
  const streams = streamsIn(rest);
  if (streams === null) return err("The root of the stream heads is not one line of 32 bytes in base64");
  return ok({ origin, size, root, ...(streams && { streams }) });
}

/** Undefined without such a line, null where it is malformed or there are several. */
function streamsIn(extensions: readonly string[]): Hash | null | undefined {
  const [line, another] = extensions.filter((one) => one.startsWith(STREAMS_LINE));
  if (line === undefined) return undefined;
  const root = another === undefined ? fromBase64(line.slice(STREAMS_LINE.length)) : null;
  return root?.length === HASH_BYTES ? root : null;
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
