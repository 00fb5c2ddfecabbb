import { sha256 } from "@noble/hashes/sha2.js";

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;

/** Root of the empty tree: SHA-256 of nothing (RFC 6962 §2.1). */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array());

/** SHA-256(0x00 || entry), RFC 6962 §2.1. The prefix stops a leaf from passing as an inner node. */
export const hashLeaf = (entry: Uint8Array): Hash =>
  sha256.create().update(LEAF_PREFIX).update(entry).digest();

/** SHA-256(0x01 || left || right), RFC 6962 §2.1. */
export const hashNode = (left: Hash, right: Hash): Hash =>
  sha256.create().update(NODE_PREFIX).update(left).update(right).digest();

/** Equality of public values, so it need not be constant-time. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);
