/** A stream of numbers in [0, 1) that is the same for the same seed on every machine (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `wanted` of `total` positions, ascending, each set equally likely (Knuth's selection sampling, 3.4.2 S). */
export function samplePositions(total: number, wanted: number, seed: number): Uint32Array {
  if (wanted > total) throw new RangeError(`cannot take ${wanted} of ${total}`);
  const random = seededRandom(seed);
  const taken = new Uint32Array(wanted);
  let count = 0;
  for (let at = 0; count < wanted; at += 1) {
    if (random() * (total - at) < wanted - count) taken[count++] = at;
  }
  return taken;
}
