/** Count, mean and sum of squared deviations from the mean: all that a comparison of means needs. */
export type Moments = { readonly n: number; readonly mean: number; readonly m2: number };

/** A sample as the tests below take it: `variance` is the sample variance (divided by n-1). */
export type Summary = { readonly n: number; readonly mean: number; readonly variance: number };

export const noMoments: Moments = { n: 0, mean: 0, m2: 0 };

/** Moments of the values in one pass (Welford 1962). Values must be finite; count the others before the call. */
export function momentsOf(values: Iterable<number>): Moments {
  let n = 0;
  let mean = 0;
  let m2 = 0;
  for (const value of values) {
    n += 1;
    const delta = value - mean;
    mean += delta / n;
    m2 += delta * (value - mean);
  }
  return { n, mean, m2 };
}

/** Moments of two samples combined, without their rows (Chan, Golub, LeVeque 1979). */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const delta = b.mean - a.mean;
  return {
    n,
    mean: a.mean + (delta * b.n) / n,
    m2: a.m2 + b.m2 + (delta * delta * a.n * b.n) / n,
  };
}

/** The sample with its variance, which is 0 below two rows. */
export function summaryOf(moments: Moments): Summary {
  const variance = moments.n > 1 ? Math.max(0, moments.m2) / (moments.n - 1) : 0;
  return { n: moments.n, mean: moments.mean, variance };
}
