/** One measured number with its limit. A ratio is to the reference measured in the same run. */
export type Figure = {
  readonly bench: string;
  readonly figure: string;
  readonly unit: string;
  readonly value: number;
  readonly reference: number | null;
  readonly ratio: number | null;
  /** None for a figure that means nothing on another machine or a shared one. */
  readonly bound: number | null;
  readonly ok: boolean;
};

/** A bench's settings: how long one measured part lasts, and where to report progress. */
export type Measuring = { readonly seconds: number; say(line: string): void };

export type Bench = (measuring: Measuring) => Promise<Figure[]>;

type Named = {
  readonly bench: string;
  readonly figure: string;
  readonly unit: string;
  readonly value: number;
};

/** Printed with the figures that decide, but does not decide. */
export const unbounded = (named: Named): Figure => ({
  ...rounded(named),
  reference: null,
  ratio: null,
  bound: null,
  ok: true,
});

/** OK when the value is at most the bound. */
export const atMost = (named: Named, bound: number): Figure => ({
  ...rounded(named),
  reference: null,
  ratio: null,
  bound,
  ok: named.value <= bound,
});

/** The reference value, and the ratio as measured: not always the ratio of the two values. */
type Beside = { readonly reference: number; readonly ratio: number };

/** OK when the ratio is at least the bound. */
export const shareAtLeast = (named: Named, beside: Beside, bound: number): Figure => ({
  ...besides(named, beside),
  bound,
  ok: beside.ratio >= bound,
});

/** OK when the ratio is at most the bound. */
export const shareAtMost = (named: Named, beside: Beside, bound: number): Figure => ({
  ...besides(named, beside),
  bound,
  ok: beside.ratio <= bound,
});

/** The figures as a table for people. */
export function table(figures: readonly Figure[]): string {
  const head = ["bench", "figure", "value", "reference", "ratio", "bound", ""];
  const rows = figures.map((each) => [
    each.bench,
    each.figure,
    `${shown(each.value)} ${each.unit}`,
    each.reference === null ? "" : shown(each.reference),
    each.ratio === null ? "" : each.ratio.toFixed(2),
    each.bound === null ? "" : shown(each.bound),
    verdictOf(each),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function verdictOf({ bound, ok }: Figure): string {
  if (bound === null) return "";
  return ok ? "ok" : "FALLS SHORT";
}

const rounded = ({ bench, figure, unit, value }: Named): Named => ({
  bench,
  figure,
  unit,
  value: significant(value),
});

const besides = (named: Named, { reference, ratio }: Beside) => ({
  ...rounded(named),
  reference: significant(reference),
  ratio: significant(ratio),
});

const significant = (value: number): number => Number(value.toPrecision(4));
const shown = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 2 });
