/** The judged grade of each id. One that is left out is not relevant. */
type Grades = Readonly<Record<string, number>>;

const gradeOf = (grades: Grades, id: string): number => (Object.hasOwn(grades, id) ? grades[id]! : 0);

/** Discounted cumulative gain with the gain 2^grade - 1 (Burges et al. 2005) and the discount 1 / log2(rank + 1). */
const gainOf = (grades: readonly number[]): number =>
  grades.reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);

/**
 * Normalised discounted cumulative gain of the first `k` (Järvelin and Kekäläinen 2002): the list's gain divided by that of
 * the best order of what was judged. 0 where nothing is relevant, as trec_eval has it.
 */
export function ndcgAt(k: number, ranked: readonly string[], grades: Grades): number {
  const best = gainOf(
    Object.values(grades)
      .sort((a, b) => b - a)
      .slice(0, k),
  );
  return best === 0 ? 0 : gainOf(ranked.slice(0, k).map((id) => gradeOf(grades, id))) / best;
}

/** 1 / rank of the first relevant id (Voorhees 1999), 0 where none is. The mean over lists is the MRR. */
export function reciprocalRank(ranked: readonly string[], grades: Grades): number {
  const at = ranked.findIndex((id) => gradeOf(grades, id) > 0);
  return at < 0 ? 0 : 1 / (at + 1);
}
