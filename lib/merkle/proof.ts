import { type Hash, hashNode } from "./hash.ts";

/** Reads a stored perfect node: (level, index) covers leaves [index·2^level, (index+1)·2^level). */
export type NodeReader = (level: number, index: number) => Hash;

/** A perfect node by its position. */
export type NodePlace = { readonly level: number; readonly index: number };

/** Leaves from start to end, end exclusive. */
type Span = readonly [start: number, end: number];

/**
 * The audit path for leaf `index` in the tree of `size` leaves, nearest sibling first (RFC 6962 §2.1.1).
 * Throws RangeError unless 0 ≤ index < size.
 */
export function inclusionProof(index: number, size: number, read: NodeReader): Hash[] {
  return inclusionSpans(index, size).map((span) => hashOfSpan(span, read));
}

/**
 * Proof that the tree of `from` leaves is a prefix of the tree of `to` leaves (RFC 6962 §2.1.2); empty when equal.
 * Throws RangeError unless 1 ≤ from ≤ to.
 */
export function consistencyProof(from: number, to: number, read: NodeReader): Hash[] {
  return consistencySpans(from, to).map((span) => hashOfSpan(span, read));
}

/** Root of the first `size` leaves (at least one), from stored perfect nodes. */
export const rootAt = (size: number, read: NodeReader): Hash => hashOfSpan([0, size], read);

/** The perfect nodes that `build` reads, so that a store can fetch them at once. */
export function nodesNeeded(build: (read: NodeReader) => unknown): NodePlace[] {
  const places: NodePlace[] = [];
  build((level, index) => {
    places.push({ level, index });
    return NOTHING;
  });
  return places;
}

const NOTHING: Hash = new Uint8Array(32);

function inclusionSpans(index: number, size: number): Span[] {
  requireSafe(index, size);
  if (index >= size) throw new RangeError(`There is no leaf ${index} in a tree of ${size}`);
  const spans: Span[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      spans.push([middle, end]);
      end = middle;
    } else {
      spans.push([start, middle]);
      start = middle;
    }
  }
  return spans.reverse();
}

function consistencySpans(from: number, to: number): Span[] {
  requireSafe(from, to);
  if (from < 1 || from > to) throw new RangeError(`There is no proof from ${from} to ${to} leaves`);
  const spans: Span[] = [];
  let [start, end] = [0, to];
  while (from !== end) {
    const middle = start + splitOf(end - start);
    if (from <= middle) {
      spans.push([middle, end]);
      end = middle;
    } else {
      spans.push([start, middle]);
      start = middle;
    }
  }
  // The verifier knows the old tree's own root, but not that of a subtree of it.
  if (start > 0) spans.push([start, end]);
  return spans.reverse();
}

function hashOfSpan([start, end]: Span, read: NodeReader): Hash {
  const width = end - start;
  const level = Math.log2(width);
  if (Number.isInteger(level) && 2 ** level === width && start % width === 0)
    return read(level, start / width);
  const middle = start + splitOf(width);
  return hashNode(hashOfSpan([start, middle], read), hashOfSpan([middle, end], read));
}

/** The largest power of two below n (n ≥ 2). */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

function requireSafe(...values: number[]): void {
  for (const value of values)
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${value} is not a leaf count or index`);
}
