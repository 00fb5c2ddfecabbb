/**
 * A change against the agreed margin. Worse is always left and better always right, whichever direction of the
 * metric is better.
 */
export type Interval = { estimate: number; low: number; high: number };

export type IntervalDrawing = {
  /** All in percent of the width. Zero is always in the middle. */
  zeroPercent: 50;
  marginPercent: number | null;
  lowPercent: number;
  highPercent: number;
  estimatePercent: number;
  /** The interval leaves the drawing on this side and is cut there. */
  cutLow: boolean;
  cutHigh: boolean;
};

/**
 * The scale reaches to `ownReach` on either side, so that several can share it; else to twice the margin, else a
 * fifth beyond the interval. `margin` is the tolerated worsening, in the metric's own unit, not negative.
 */
export function drawInterval(
  interval: Interval,
  margin: number | null,
  better: "higher" | "lower",
  ownReach?: number,
): IntervalDrawing {
  const sign = better === "higher" ? 1 : -1;
  const ends = [interval.low * sign, interval.high * sign] as const;
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const reach =
    ownReach ?? (margin ? margin * 2 : Math.max(Math.abs(low), Math.abs(high), Number.MIN_VALUE) * 1.2);
  const place = (value: number) => 50 + (value / reach) * 50;
  const clamp = (percent: number) => Math.min(98, Math.max(2, percent));
  return {
    zeroPercent: 50,
    marginPercent: margin ? place(-margin) : null,
    lowPercent: clamp(place(low)),
    highPercent: clamp(place(high)),
    estimatePercent: clamp(place(interval.estimate * sign)),
    cutLow: place(low) < 2,
    cutHigh: place(high) > 98,
  };
}
