/** One measured number beside its limit. A ratio is of the reference measured in the same run. */
export type Figure = {
  readonly bench: string;
  readonly figure: string;
  readonly unit: string;
  readonly value: number;
  readonly reference: number | null;
  readonly ratio: number | null;
  /** None for a figure that says nothing on another machine, or on a shared one. */
  readonly bound: number | null;
  readonly ok: boolean;
};

/** What a bench is told: how long one measured part may last, and where to say how far it is. */
export type Measuring = { readonly seconds: number; say(line: string): void };

export type Bench = (measuring: Measuring) => Promise<Figure[]>;

type Named = {
  readonly bench: string;
  readonly figure: string;
  readonly unit: string;
  readonly value: number;
};

/** Shown beside what decides. */
export const unbounded = (named: Named): Figure => ({
  ...rounded(named),
  reference: null,
  ratio: null,
  bound: null,
  ok: true,
});

/** Good where the value is not over the bound. */
export const atMost = (named: Named, bound: number): Figure => ({
  ...rounded(named),
  reference: null,
  ratio: null,
  bound,
  ok: named.value <= bound,
});

/** What the value is measured against, and the ratio as it was taken: not always that of the two. */
type Beside = { readonly reference: number; readonly ratio: number };

/** Good where the ratio is not under the bound. */
export const shareAtLeast = (named: Named, beside: Beside, bound: number): Figure => ({
  ...besides(named, beside),
  bound,
  ok: beside.ratio >= bound,
});

/** Good where the ratio is not over the bound. */
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
