/** Which of a rollout's two versions serves a subject. */
export type Arm = "baseline" | "candidate";

export type Assignment = {
  /** Stored with the release, so that two releases split the same subjects independently. */
  readonly salt: string;
  readonly subject: string;
  /** Of `totalWeight`: the share the candidate serves. */
  readonly candidateWeight: number;
  /** Of `totalWeight`: the share that stays on the baseline even at full exposure. */
  readonly holdoutWeight: number;
  readonly totalWeight?: number;
};

/** One weight is a hundredth of a percent. */
const defaultTotalWeight = 10_000;

/** Beyond this, hash × weight exceeds the integers that a double represents exactly. */
const maxTotalWeight = 2 ** 20;

/**
 * The arm of a subject: candidate in buckets [0, candidateWeight), baseline above, the hold-out at the far end.
 * Raising the weight only adds subjects to the candidate; none moves back.
 */
export function assignArm(assignment: Assignment): Arm {
  const total = assignment.totalWeight ?? defaultTotalWeight;
  const { candidateWeight, holdoutWeight } = assignment;
  for (const weight of [candidateWeight, holdoutWeight]) {
    if (!Number.isInteger(weight) || weight < 0 || weight > total) {
      throw new RangeError(`weight ${weight} is not an integer from 0 to ${total}`);
    }
  }
  const bucket = bucketOf(bucketingKey(assignment.salt, assignment.subject), total);
  return bucket < Math.min(candidateWeight, total - holdoutWeight) ? "candidate" : "baseline";
}

/**
 * The UTF-8 string to hash. A flagd with this bucketing key puts the subject in the same bucket. The JavaScript flagd
 * hashes UTF-16 units instead, so it agrees only for ASCII subjects.
 */
export function bucketingKey(salt: string, subject: string): string {
  return `${salt}:${subject}`;
}

/** flagd's fractional arithmetic, version 2: (uint64(hash) · total) >> 32. An integer in [0, total). */
export function bucketOf(key: string, total = defaultTotalWeight): number {
  return bucketOfHash(murmur3(new TextEncoder().encode(key)), total);
}

export function bucketOfHash(hash: number, total: number): number {
  if (!Number.isInteger(total) || total < 1 || total > maxTotalWeight) {
    throw new RangeError(`total weight ${total} is not an integer from 1 to ${maxTotalWeight}`);
  }
  return Math.floor((hash * total) / 2 ** 32);
}

/** MurmurHash3 x86 32-bit (Appleby, public domain algorithm), unsigned. */
export function murmur3(bytes: Uint8Array, seed = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length & ~3;
  let hash = seed;
  for (let at = 0; at < whole; at += 4) {
    hash ^= scramble(view.getUint32(at, true));
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  let rest = 0;
  for (let at = bytes.length - 1; at >= whole; at -= 1) rest = (rest << 8) | bytes[at]!;
  if (whole < bytes.length) hash ^= scramble(rest);
  return finish(hash ^ bytes.length);
}

function scramble(block: number): number {
  const product = Math.imul(block, 0xcc9e2d51);
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593);
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
