import { harmSign } from "./direction.ts";
import type { Metric } from "./metric.ts";

/**
 * A change with one sign, whichever direction of the metric is better: + is better, - is worse. A bound that is not
 * known is open.
 */
export type Gain = { readonly by: number; readonly low: number | null; readonly high: number | null };

type Measured = {
  readonly difference?: number | null;
  readonly lower?: number | null;
  readonly upper?: number | null;
};

/** The gain of candidate minus base, in the metric's own unit; null where it was not measured. */
export function gainOf(metric: Pick<Metric, "better">, measured: Measured): Gain | null {
  return harmSign(metric) === 1 ? turned(measured) : asIs(measured);
}

/** The gain that a verdict's harm is: its difference counts + as worse. */
export const gainOfHarm = (harm: Measured): Gain | null => turned(harm);

function asIs({ difference, lower, upper }: Measured): Gain | null {
  return difference == null ? null : { by: difference, low: lower ?? null, high: upper ?? null };
}

function turned({ difference, lower, upper }: Measured): Gain | null {
  return difference == null ? null : { by: 0 - difference, low: minus(upper), high: minus(lower) };
}

const minus = (value: number | null | undefined): number | null => (value == null ? null : 0 - value);

/**
 * What an interval says. `better` and `worse`: all of it lies on that side of no change. `within`: it is no worse than
 * what is tolerated. `unmeasured`: there is no interval.
 */
export const CHANGE_STATES = ["better", "within", "undecided", "worse", "unmeasured"] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** `tolerated` is a worsening, never negative; null where none was agreed. */
export function changeState(gain: Gain | null, tolerated: number | null): ChangeState {
  if (gain === null || gain.low === null || gain.high === null) return "unmeasured";
  if (gain.low > 0) return "better";
  if (gain.high < 0) return "worse";
  return tolerated !== null && gain.low > -tolerated ? "within" : "undecided";
}
