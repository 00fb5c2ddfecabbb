import type { StateLook } from "#components/ui/state-pill.tsx";
import { type ChangeState, changeState, type Gain } from "#lib/metrics/change.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { amountText, changeText } from "./metric-numbers.ts";

/** How much worse fails a change, and how much worse at most passes it; null where nothing was agreed. */
export type Margins = {
  readonly fails: number | null;
  readonly passes: number | null;
  /** Nobody agreed on them for this change: they are what is usual for the metric. */
  readonly usual?: true;
};

/** A change as every page shows it: one sign, one colour, one set of words. */
export type Change = {
  readonly gain: Gain | null;
  readonly margins: Margins;
  readonly state: ChangeState;
  readonly look: StateLook;
  /** "Better by 0.0077", "Worse by 0.42 pp", "No change"; "Not measured" where there is no number. */
  readonly words: string;
  /** "+0.0077": + is better. Null where there is no number. */
  readonly signed: string | null;
  /** "[+0.0047, +0.0108]"; an open end is infinite. Null where neither end is known. */
  readonly interval: string | null;
};

type Written = Pick<Metric, "kind" | "decimals" | "unit">;

export function changeOf(metric: Written, gain: Gain | null, margins: Margins): Change {
  const state = changeState(gain, margins.passes ?? margins.fails);
  const end = (value: number | null, open: string) => (value === null ? open : changeText(metric, value));
  const bounded = gain !== null && (gain.low !== null || gain.high !== null);
  return {
    gain,
    margins,
    state,
    look: changeLook(state, margins),
    words: gain === null ? "Not measured" : wordsOf(metric, gain.by),
    signed: gain === null ? null : changeText(metric, gain.by),
    interval: bounded ? `[${end(gain.low, "−∞")}, ${end(gain.high, "∞")}]` : null,
  };
}

export const changeLook = (state: ChangeState, { usual }: Pick<Margins, "usual">): StateLook =>
  state === "within" && usual ? withinUsual : changeLooks[state];

/** A change too small for the metric's digits is none. */
function wordsOf(metric: Written, by: number): string {
  const amount = amountText(metric, by);
  return amount === amountText(metric, 0) ? "No change" : `${sideText(by)} by ${amount}`;
}

/** On which side of no change a gain is. */
export const sideText = (gain: number): "Better" | "Worse" => (gain < 0 ? "Worse" : "Better");

const changeLooks: Readonly<Record<ChangeState, StateLook>> = {
  better: { word: "Better", tone: "pass" },
  within: { word: "Within margin", tone: "pass" },
  undecided: { word: "Undecided", tone: "hold" },
  worse: { word: "Worse", tone: "fail" },
  unmeasured: { word: "No data", tone: "none" },
};

const withinUsual: StateLook = { word: "Within usual margin", tone: "pass" };
