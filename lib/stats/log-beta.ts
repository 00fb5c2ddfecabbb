import gammaln from "@stdlib/math-base-special-gammaln";

/** ln B(a, b). */
function logBeta(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b);
}

/** ln P(X <= x) of X ~ Beta(a, b): the log of the regularised incomplete beta function, also where that underflows. */
export const logBetaBelow = (x: number, a: number, b: number): number => logBetaSides(x, a, b).below;

type Sides = { readonly whole: number; readonly below: number; readonly above: number };

/** ln B(a, b), ln P(X <= x) and ln P(X > x) at once: either side is nearly all of the work for both. */
export function logBetaSides(x: number, a: number, b: number): Sides {
  const y = 1 - x;
  const whole = logBeta(a, b);
  if (isTail(x, a, b)) {
    const below = logTail(x, a, b, whole);
    const again = 1 - y === x ? below : logTail(1 - y, a, b, whole);
    return { whole, below, above: isTail(y, b, a) ? logTail(y, b, a, whole) : logOfRest(again) };
  }
  const above = logTail(y, b, a, whole);
  const rest = isTail(y, b, a) ? above : logOfRest(logTail(1 - y, a, b, whole));
  return { whole, below: logOfRest(above), above: rest };
}

const isTail = (x: number, a: number, b: number): boolean => x < (a + 1) / (a + b + 2);

/** ln(1 - p) of ln p. */
const logOfRest = (log: number): number => Math.log(-Math.expm1(log));

function logTail(x: number, a: number, b: number, whole: number): number {
  const front = a * Math.log(x) + b * Math.log1p(-x) - Math.log(a) - whole;
  // Rounding may leave a probability of 1 a little above it.
  return Math.min(-Number.MIN_VALUE, front + Math.log(continuedFraction(x, a, b)));
}

const TINY = 1e-300;
const STEPS_MAX = 100_000;

/** The continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz's method, for x below the mean. */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= STEPS_MAX; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return value;
}

const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
