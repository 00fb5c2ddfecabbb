/**
 * The result of every statistic here: a value, or an explicit reason for its absence. `insufficient` means more
 * rows would help; `degenerate` means that no number of such rows gives a value. A statistic never returns NaN.
 */
export type Measured<T> = ({ readonly status: "ok" } & T) | Unmeasured;

export type Unmeasured = {
  readonly status: "insufficient" | "degenerate";
  readonly reason: string;
};

/** Closed interval on the scale of its statistic. */
export type Interval = { readonly lower: number; readonly upper: number };

export function insufficient(reason: string): Unmeasured {
  return { status: "insufficient", reason };
}

export function degenerate(reason: string): Unmeasured {
  return { status: "degenerate", reason };
}
