import betainc from "@stdlib/math-base-special-betainc";
import erfc from "@stdlib/math-base-special-erfc";
import erfcinv from "@stdlib/math-base-special-erfcinv";
import gammainc from "@stdlib/math-base-special-gammainc";

/** P(Z > z), computed from the upper tail so that it does not vanish as 1 - cdf would. */
export function normalTail(z: number): number {
  return 0.5 * erfc(z / Math.SQRT2);
}

/** z with P(Z > z) = tail, for 0 < tail < 1. */
export function normalQuantileOfTail(tail: number): number {
  return Math.SQRT2 * erfcinv(2 * tail);
}

/** P(T > t) of Student's t with `degrees` (fractional allowed), t of either sign. */
export function studentTail(t: number, degrees: number): number {
  const half = 0.5 * betainc(degrees / (degrees + t * t), degrees / 2, 0.5, true, false);
  return t >= 0 ? half : 1 - half;
}

/** t with P(T > t) = tail, for 0 < tail <= 0.5, by bisection on the tail to the last significant bit. */
export function studentQuantileOfTail(tail: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (studentTail(high, degrees) > tail) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step += 1) {
    const middle = (low + high) / 2;
    if (studentTail(middle, degrees) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X > x) of chi-square with `degrees`. */
export function chiSquareTail(x: number, degrees: number): number {
  return gammainc(x / 2, degrees / 2, true, true);
}
