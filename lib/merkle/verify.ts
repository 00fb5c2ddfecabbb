import { HASH_BYTES, type Hash, hashNode, sameBytes } from "./hash.ts";

/** A leaf index or tree size. Other logs use all 64 bits, more than a number holds. */
type Count = number | bigint;

type InclusionClaim = { leafHash: Hash; index: Count; size: Count; proof: readonly Hash[]; root: Hash };

/**
 * Whether the proof shows the leaf at `index` of the tree with this size and root (RFC 9162 §2.1.3.2).
 * Never throws: malformed input returns false.
 */
export function verifyInclusion(claim: InclusionClaim): boolean {
  const root = rootFromInclusion(claim);
  return root !== null && sameBytes(root, claim.root);
}

/** The root that the leaf and its path lead to; null if the path does not match the index and size. */
export function rootFromInclusion(claim: Omit<InclusionClaim, "root">): Hash | null {
  const index = toCount(claim.index);
  const size = toCount(claim.size);
  if (index === null || size === null || index >= size) return null;
  if (![claim.leafHash, ...claim.proof].every(isHash)) return null;
  let [place, last] = [index, size - 1n];
  let hash = claim.leafHash;
  for (const sibling of claim.proof) {
    if (last === 0n) return null;
    if (place % 2n === 1n || place === last) {
      hash = hashNode(sibling, hash);
      [place, last] = climbToRightChild(place, last);
    } else hash = hashNode(hash, sibling);
    place /= 2n;
    last /= 2n;
  }
  return last === 0n ? hash : null;
}

type ConsistencyClaim = {
  fromSize: Count;
  fromRoot: Hash;
  toSize: Count;
  toRoot: Hash;
  proof: readonly Hash[];
};

/**
 * Whether the proof shows that the older tree is a prefix of the newer (RFC 9162 §2.1.4.2). An empty older tree
 * proves nothing and returns false. Never throws.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const from = toCount(claim.fromSize);
  const to = toCount(claim.toSize);
  if (from === null || to === null || from === 0n || from > to) return false;
  if (from === to) return claim.proof.length === 0 && sameBytes(claim.fromRoot, claim.toRoot);
  if (![claim.fromRoot, claim.toRoot, ...claim.proof].every(isHash)) return false;
  // A perfect old tree's root is the first node of the proof, omitted because the verifier knows it.
  const path = isPowerOfTwo(from) ? [claim.fromRoot, ...claim.proof] : claim.proof;
  const roots = walkConsistency(from, to, path);
  return roots !== null && sameBytes(roots.old, claim.fromRoot) && sameBytes(roots.new, claim.toRoot);
}

function walkConsistency(from: bigint, to: bigint, path: readonly Hash[]): { old: Hash; new: Hash } | null {
  let [place, last] = [from - 1n, to - 1n];
  while (place % 2n === 1n) [place, last] = [place / 2n, last / 2n];
  const [first, ...siblings] = path;
  if (first === undefined) return null;
  let [oldHash, newHash] = [first, first];
  for (const sibling of siblings) {
    if (last === 0n) return null;
    if (place % 2n === 1n || place === last) {
      oldHash = hashNode(sibling, oldHash);
      newHash = hashNode(sibling, newHash);
      [place, last] = climbToRightChild(place, last);
    } else newHash = hashNode(newHash, sibling);
    [place, last] = [place / 2n, last / 2n];
  }
  return last === 0n ? { old: oldHash, new: newHash } : null;
}

/** A last node that is a left child has no sibling: climb to the first right child. */
function climbToRightChild(place: bigint, last: bigint): [bigint, bigint] {
  let [p, l] = [place, last];
  while (p % 2n === 0n && p !== 0n) [p, l] = [p / 2n, l / 2n];
  return [p, l];
}

const isHash = (bytes: Uint8Array): boolean => bytes instanceof Uint8Array && bytes.length === HASH_BYTES;

const isPowerOfTwo = (n: bigint): boolean => (n & (n - 1n)) === 0n;

const U64_MAX = 2n ** 64n - 1n;

function toCount(value: Count): bigint | null {
  if (typeof value === "number" && !Number.isSafeInteger(value)) return null;
  const count = BigInt(value);
  return count >= 0n && count <= U64_MAX ? count : null;
}
