import { fromBase64, toBase64 } from "#lib/kernel/base64.ts";
import { HASH_BYTES, type Hash } from "./hash.ts";
import { NO_HEADS, rootOfStreamProof, type StreamHead, type StreamProof, streamKey } from "./stream-head.ts";

type WrittenHead = { readonly key: string; readonly length: number; readonly last: string };

/** Where a stream ends, with its proof, as a packet writes it. A stream of length 0 does not exist. */
export type StreamLine = {
  readonly stream: string;
  readonly length: number;
  /** The hash of its last leaf; empty without one. */
  readonly last: string;
  /** From the root down; empty where nothing is on that side. */
  readonly siblings: readonly string[];
  /** The head in whose place a stream that does not exist would be. */
  readonly other: WrittenHead | null;
};

export type ProvenStream = StreamProof & { readonly head: StreamHead | null };

export const writtenStream = (stream: string, { head, siblings, other }: ProvenStream): StreamLine => ({
  stream,
  length: head?.length ?? 0,
  last: head ? toBase64(head.last) : "",
  siblings: siblings.map((hash) => (hash.every((byte) => byte === 0) ? "" : toBase64(hash))),
  other: other && { key: other.key, length: other.length, last: toBase64(other.last) },
});

/** The root of the map in which this line is true; null where it is in none. Refuses a line with anything else in it. */
export function rootOfStreamLine(line: unknown): Hash | null {
  const read = readLine(line);
  if (read === null) return null;
  const { stream, length, last, siblings, other } = read;
  const key = streamKey(stream);
  const head = headFrom({ key, length, last });
  const instead = other && headFrom(other);
  const hashes = siblings.map((text) => (text === "" ? NO_HEADS : hashFrom(text)));
  if (head === undefined || instead === undefined || !hashes.every((hash) => hash !== null)) return null;
  return rootOfStreamProof(key, head, { siblings: hashes, other: instead });
}

/** Null for length 0, undefined for what is no head. */
function headFrom({ key, length, last }: WrittenHead): StreamHead | null | undefined {
  if (length === 0 && last === "") return null;
  const hash = hashFrom(last);
  const sound = hash !== null && length > 0 && /^[0-9a-f]{64}$/.test(key);
  return sound ? { key, length, last: hash } : undefined;
}

function hashFrom(text: string): Hash | null {
  const hash = fromBase64(text);
  return hash?.length === HASH_BYTES ? hash : null;
}

function readLine(value: unknown): StreamLine | null {
  const line = value as StreamLine;
  const sound =
    keysOf(value) === "last,length,other,siblings,stream" &&
    typeof line.stream === "string" &&
    isHead(line) &&
    Array.isArray(line.siblings) &&
    line.siblings.every((one) => typeof one === "string") &&
    (line.other === null || (keysOf(line.other) === "key,last,length" && isHead(line.other)));
  return sound ? line : null;
}

const keysOf = (value: unknown): string =>
  typeof value === "object" && value !== null ? Object.keys(value).sort().join() : "";

const isHead = ({ length, last }: { length: unknown; last: unknown }): boolean =>
  Number.isSafeInteger(length) && typeof last === "string";
