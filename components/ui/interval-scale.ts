/** A gain with its interval: + is better, a bound of null is open. Worse is always left and better always right. */
export type DrawnGain = { readonly by: number; readonly low: number | null; readonly high: number | null };

/** A worsening that fails, and the worsening below which it passes. Neither is negative. */
export type DrawnMargins = { readonly fails: number | null; readonly passes: number | null };

export type IntervalDrawing = {
  /** All in per cent of the width; no change is in the middle. */
  readonly byPercent: number;
  readonly lowPercent: number;
  readonly highPercent: number;
  /** The end of the red rail and the start of the green one, as far as they are in the drawing. */
  readonly failsPercent: number | null;
  readonly passesPercent: number | null;
  /** The interval leaves the drawing on this side and is cut there. */
  readonly cutLow: boolean;
  readonly cutHigh: boolean;
};

/** `ownReach` is half the width of the scale, so that several drawings can share one. */
export function drawInterval(gain: DrawnGain, margins: DrawnMargins, ownReach?: number): IntervalDrawing {
  const reach = ownReach ?? reachOf([gain], margins);
  const place = (value: number) => 50 + (value / reach) * 50;
  const low = gain.low === null ? Number.NEGATIVE_INFINITY : place(gain.low);
  const high = gain.high === null ? Number.POSITIVE_INFINITY : place(gain.high);
  return {
    byPercent: inside(place(gain.by)),
    lowPercent: inside(low),
    highPercent: inside(high),
    failsPercent: railAt(margins.fails, place),
    passesPercent: railAt(margins.passes, place),
    cutLow: isBounded(gain) && low < EDGE,
    cutHigh: isBounded(gain) && high > 100 - EDGE,
  };
}

/** Whether there is an interval at all: one end may be open. */
export const isBounded = ({ low, high }: DrawnGain): boolean => low !== null || high !== null;

const EDGE = 2;
const inside = (percent: number): number => Math.min(100 - EDGE, Math.max(EDGE, percent));

const railAt = (margin: number | null, place: (value: number) => number): number | null =>
  margin === null ? null : Math.max(0, place(-margin));

/**
 * Half the width that shows every interval and the nearer margin. A farther margin may leave the drawing: its rail then
 * fills it.
 */
export function reachOf(gains: readonly DrawnGain[], { fails, passes }: DrawnMargins): number {
  const margins = [fails, passes].filter((margin) => margin !== null && margin > 0) as number[];
  const ends = gains.flatMap(({ by, low, high }) => [by, low ?? by, high ?? by].map(Math.abs));
  const needed = 1.15 * Math.max(0, ...ends);
  if (margins.length === 0) return Math.max(needed, Number.MIN_VALUE);
  return Math.max(2 * Math.min(...margins), needed);
}
