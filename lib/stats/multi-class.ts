/** The probability of each class. A class that is left out has none. */
type Scores = Readonly<Record<string, number>>;

const scoreOf = (scores: Scores, name: string): number => (Object.hasOwn(scores, name) ? scores[name]! : 0);

/**
 * The logarithmic score of one answer, -ln p of the class that became true (Good 1952), with p kept at `floor` or above, so that
 * the loss is at most -ln floor. Scores that sum to more than 1 are divided by their sum: rounding up earns nothing.
 */
export function classLogLoss(scores: Scores, truth: string, floor: number): number {
  const sum = Object.values(scores).reduce((total, score) => total + score, 0);
  return -Math.log(Math.max(floor, scoreOf(scores, truth) / Math.max(1, sum)));
}

/**
 * Whether the class that became true is among the `k` most probable (Russakovsky et al. 2015, section 4). A tie counts
 * against the answer, so that equal scores for all classes are never right.
 */
export function isInTop(k: number, scores: Scores, truth: string): boolean {
  const own = scoreOf(scores, truth);
  if (own === 0) return false;
  return Object.keys(scores).filter((name) => name !== truth && scores[name]! >= own).length < k;
}
