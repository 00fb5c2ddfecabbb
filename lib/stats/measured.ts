/**
 * The answer of every statistic here: a value, or an explicit reason why there is none. `insufficient`
 * means more rows would help; `degenerate` means these rows cannot answer however many there are.
 * A statistic never answers NaN.
 */
export type Measured<T> = ({ readonly status: "ok" } & T) | Unmeasured;

export type Unmeasured = {
  readonly status: "insufficient" | "degenerate";
  readonly reason: string;
};

/** Closed interval on the scale of the statistic it belongs to. */
export type Interval = { readonly lower: number; readonly upper: number };

export function insufficient(reason: string): Unmeasured {
  return { status: "insufficient", reason };
}

export function degenerate(reason: string): Unmeasured {
  return { status: "degenerate", reason };
}
