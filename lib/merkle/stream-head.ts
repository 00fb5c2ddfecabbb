import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import { HASH_BYTES, type Hash } from "./hash.ts";

/** Where a stream ends: how many leaves it has, and the hash of the last. */
export type StreamHead = {
  /** {@link streamKey} of the stream. */
  readonly key: string;
  readonly length: number;
  readonly last: Hash;
};

/** SHA-256 of the stream's name in hex: its place in the map, whose 256 bits are the turns from the root. */
export const streamKey = (stream: string): string => bytesToHex(sha256(new TextEncoder().encode(stream)));

const KEY_BITS = 256;
const LENGTH_BYTES = 8;
/** Neither is a prefix of the log's own tree, so no hash of one passes for one of the other. */
const HEAD_PREFIX = Uint8Array.of(2);
const FORK_PREFIX = Uint8Array.of(3);

/** Root of a map without heads. No preimage of it is known. */
export const NO_HEADS: Hash = new Uint8Array(HASH_BYTES);

export const hashHead = (head: StreamHead): Hash => sha256(concatBytes(HEAD_PREFIX, encodeHead(head)));

export const hashFork = (left: Hash, right: Hash): Hash => sha256(concatBytes(FORK_PREFIX, left, right));

export const HEAD_BYTES = HASH_BYTES + LENGTH_BYTES + HASH_BYTES;

/** Key, length as 64 bits big-endian, last leaf. */
export function encodeHead({ key, length, last }: StreamHead): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES);
  bytes.set(hexToBytes(key));
  new DataView(bytes.buffer).setBigUint64(HASH_BYTES, BigInt(length));
  bytes.set(last, HASH_BYTES + LENGTH_BYTES);
  return bytes;
}

/** Reverses {@link encodeHead}. */
export function decodeHead(bytes: Uint8Array): StreamHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEAD_BYTES);
  return {
    key: bytesToHex(bytes.subarray(0, HASH_BYTES)),
    length: Number(view.getBigUint64(HASH_BYTES)),
    last: bytes.slice(HASH_BYTES + LENGTH_BYTES, HEAD_BYTES),
  };
}

/**
 * Proves where a stream ends, or that it does not exist: the siblings on the way from the root to where its head is or
 * would be, and the head of another stream if that is there instead.
 */
export type StreamProof = { readonly siblings: readonly Hash[]; readonly other: StreamHead | null };

/**
 * The root of the map in which the stream of this key has this head, or none, if the proof holds; null for a proof that
 * cannot hold in any map.
 */
export function rootOfStreamProof(key: string, head: StreamHead | null, proof: StreamProof): Hash | null {
  const { siblings, other } = proof;
  if (siblings.length > KEY_BITS || (head !== null && (head.key !== key || other !== null))) return null;
  if (other !== null && (other.key === key || !sharesTurns(other.key, key, siblings.length))) return null;
  const end = head ?? other;
  const start = end === null ? NO_HEADS : hashHead(end);
  return siblings.reduceRight(
    (hash, sibling, depth) => (turnAt(key, depth) === 1 ? hashFork(sibling, hash) : hashFork(hash, sibling)),
    start,
  );
}

/** 0 for left, 1 for right: the bit of the key at a depth below the root. */
export const turnAt = (key: string, depth: number): number =>
  (Number.parseInt(key[Math.floor(depth / 4)]!, 16) >> (3 - (depth % 4))) & 1;

const sharesTurns = (a: string, b: string, depth: number): boolean =>
  Array.from({ length: depth }, (_, at) => at).every((at) => turnAt(a, at) === turnAt(b, at));
