import { EMPTY_ROOT, HASH_BYTES, type Hash, hashNode } from "./hash.ts";
import type { NodeReader } from "./proof.ts";

/**
 * The state needed to keep appending: the number of leaves and the roots of the maximal perfect subtrees, largest
 * (leftmost) first, one per 1-bit of the size. Also called a compact range.
 */
export type Frontier = { readonly size: number; readonly hashes: readonly Hash[] };

export const EMPTY_FRONTIER: Frontier = { size: 0, hashes: [] };

/** Receives each node that became final: level 0 is a leaf; node (level, index) covers leaves [index·2^level, …). */
export type NodeSink = (level: number, index: number, hash: Hash) => void;

/** The frontier after appending leaf hashes in order; `emit` receives every perfect node this completes. */
export function appendLeaves(
  frontier: Frontier,
  leaves: readonly Hash[],
  emit: NodeSink = () => {},
): Frontier {
  const hashes = [...frontier.hashes];
  let size = frontier.size;
  for (const leaf of leaves) {
    let hash = leaf;
    let level = 0;
    let index = size;
    emit(level, index, hash);
    // An odd index is a right child: its left sibling is the last root kept.
    while (index % 2 === 1) {
      hash = hashNode(hashes.pop()!, hash);
      index = (index - 1) / 2;
      level++;
      emit(level, index, hash);
    }
    hashes.push(hash);
    size++;
  }
  return { size, hashes };
}

/** The tree's root: the perfect subtrees folded from the right (RFC 6962 §2.1). */
export function frontierRoot(frontier: Frontier): Hash {
  const last = frontier.hashes.at(-1);
  if (last === undefined) return EMPTY_ROOT;
  return frontier.hashes.slice(0, -1).reduceRight((right, left) => hashNode(left, right), last);
}

/** Root of the tree over these leaf hashes. */
export const rootOfLeaves = (leaves: readonly Hash[]): Hash =>
  frontierRoot(appendLeaves(EMPTY_FRONTIER, leaves));

/** The frontier of the first `size` leaves of a tree, from its stored perfect nodes. */
export function frontierAt(size: number, read: NodeReader): Frontier {
  const hashes: Hash[] = [];
  let start = 0;
  for (let level = Math.floor(Math.log2(size)); size > 0 && level >= 0; level--) {
    const width = 2 ** level;
    if (start + width > size) continue;
    hashes.push(read(level, start / width));
    start += width;
  }
  return { size, hashes };
}

/** The hashes concatenated, for storage beside the size. */
export function encodeFrontier(frontier: Frontier): Uint8Array {
  const bytes = new Uint8Array(frontier.hashes.length * HASH_BYTES);
  frontier.hashes.forEach((hash, i) => {
    bytes.set(hash, i * HASH_BYTES);
  });
  return bytes;
}

/** Reverses {@link encodeFrontier}. Throws if the number of hashes does not match the size. */
export function decodeFrontier(size: number, bytes: Uint8Array): Frontier {
  const expected = bitCount(size);
  if (bytes.length !== expected * HASH_BYTES)
    throw new Error(`A frontier of ${size} leaves has ${expected} hashes, not ${bytes.length} bytes`);
  const hashes: Hash[] = [];
  for (let i = 0; i < expected; i++) hashes.push(bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
  return { size, hashes };
}

const bitCount = (n: number): number => n.toString(2).replaceAll("0", "").length;
