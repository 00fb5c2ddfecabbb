/** A stretch of time on the axis, in milliseconds. */
export type Stretch = { readonly fromMs: number; readonly toMs: number };

/** A stretch with its place on the axis, in shares of the whole width. */
export type Placed = Stretch & { readonly start: number; readonly width: number };

/** A short stage keeps this share of an equal part, so that its name has room. */
const LEAST_SHARE = 0.75;

/**
 * Stages side by side. Time is linear within each; the longer a stage, the wider, but so that a shadow of
 * minutes stays legible beside a week.
 */
export function timeScale(stretches: readonly Stretch[]): Placed[] {
  const roots = stretches.map(({ fromMs, toMs }) => Math.sqrt(Math.max(0, toMs - fromMs)));
  const whole = roots.reduce((sum, root) => sum + root, 0);
  const least = LEAST_SHARE / Math.max(1, stretches.length);
  const shares = roots.map(
    (root) => least + (1 - LEAST_SHARE) * (whole > 0 ? root / whole : 1 / stretches.length),
  );
  let start = 0;
  return stretches.map((stretch, at) => {
    const placed = { ...stretch, start, width: shares[at]! };
    start += shares[at]!;
    return placed;
  });
}

/** Where a moment is, from 0 to 1. A moment between two stages or outside all is at the nearest edge. */
export function placeOf(scale: readonly Placed[], atMs: number): number {
  const stretch = scale.findLast(({ fromMs }) => fromMs <= atMs) ?? scale[0];
  return stretch ? placeIn(stretch, atMs) : 0;
}

/** Where a moment is within its stage: the end of one and the start of the next are the same moment. */
export function placeIn({ fromMs, toMs, start, width }: Placed, atMs: number): number {
  const share = toMs > fromMs ? (atMs - fromMs) / (toMs - fromMs) : 1;
  return start + width * Math.min(1, Math.max(0, share));
}

/** The moment at a place from 0 to 1. */
export function momentAt(scale: readonly Placed[], place: number): number {
  const stretch = scale.findLast(({ start }) => start <= place) ?? scale[0];
  if (!stretch) return 0;
  const share = Math.min(1, Math.max(0, (place - stretch.start) / stretch.width));
  return stretch.fromMs + share * (stretch.toMs - stretch.fromMs);
}
