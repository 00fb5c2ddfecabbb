/**
 * p-values adjusted for how many were looked at (Holm 1979): of those at most alpha, none is a false alarm but with probability
 * alpha, however they depend on one another. One that is null or not a number is no test and is counted by none.
 */
export function holmAdjusted(pValues: readonly (number | null)[]): (number | null)[] {
  const tests = pValues
    .flatMap((p, at) => (p === null || Number.isNaN(p) ? [] : [{ p, at }]))
    .sort((one, other) => one.p - other.p);
  const adjusted: (number | null)[] = pValues.map(() => null);
  let highest = 0;
  tests.forEach(({ p, at }, rank) => {
    highest = Math.max(highest, Math.min(1, p * (tests.length - rank)));
    adjusted[at] = highest;
  });
  return adjusted;
}
