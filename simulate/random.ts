import { seededRandom } from "../examples/flight-delay/random.ts";

/** Chance from a seed, so that every figure can be had again. */
export type Random = {
  /** Uniform on (0, 1). */
  uniform(): number;
  normal(): number;
  /** Successes among n trials of probability p. */
  binomial(n: number, p: number): number;
};

export function randomFrom(seed: number): Random {
  const drawn = seededRandom(seed);
  const uniform = () => drawn() || 2 ** -32;
  let spare: number | null = null;
  const normal = () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  /** By the waiting times between successes (Devroye 1986, X.4): as many draws as there are successes. */
  const binomial = (n: number, p: number) => {
    if (p <= 0) return 0;
    const log = Math.log1p(-p);
    let successes = 0;
    for (let at = Math.ceil(Math.log(uniform()) / log); at <= n; at += Math.ceil(Math.log(uniform()) / log))
      successes += 1;
    return successes;
  };
  return { uniform, normal, binomial };
}
