/**
 * Rows of one subject are alike, so many of them are worth fewer independent rows. Subjects are put into groups at random,
 * and how much more the groups' sums vary than those of independent rows would is the design effect: an arm counts as
 * n / design effect independent rows (Kish 1965; for counts of events: Rao and Scott, Biometrics 48, 1992).
 */
export type GroupSums = { readonly rows: readonly number[]; readonly totals: readonly number[] };

/**
 * `between`: squared deviations of the groups' sums from the mean's share, by the delete-a-group jackknife (Wolter,
 * Introduction to Variance Estimation, 2007, ch. 4), so that one large subject cannot hide. `within`: the same of single
 * rows. `groups`: how many have rows.
 */
export type Spread = { readonly groups: number; readonly between: number; readonly within: number };

export function spreadOf({ rows, totals }: GroupSums, totalSquares: number): Spread {
  const n = sumOf(rows);
  if (n === 0) return { groups: 0, between: 0, within: 0 };
  const mean = sumOf(totals) / n;
  const groups = rows.filter((each) => each > 0).length;
  const squares = rows.map((each, at) =>
    each === 0 || each === n ? 0 : ((totals[at]! - mean * each) / (1 - each / n)) ** 2,
  );
  return {
    groups,
    between: ((groups - 1) / groups) * sumOf(squares),
    within: Math.max(0, totalSquares - n * mean * mean),
  };
}

/** With fewer groups, rows of a subject count as if they were all the same. */
const GROUPS_MIN = 10;

/**
 * How many rows are worth one independent row, at least 1. `rowsEach` is how many rows a subject has on average. `prior`
 * counts as that many events of one whole subject each: where events are too rare to tell, they are taken to come
 * together.
 */
export function designEffect(
  { groups, between, within }: Spread,
  { rowsEach, prior }: { readonly rowsEach: number; readonly prior: 0 | 1 },
): number {
  const apart = within + prior;
  const found = apart > 0 ? (between + prior * rowsEach) / apart : rowsEach;
  return Math.max(1, found, groups < GROUPS_MIN ? rowsEach : 1);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
