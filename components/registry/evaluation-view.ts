import type { Change } from "#components/metrics/change.ts";
import type { EvaluationContent, Slice } from "#lib/registry/evaluation.ts";
import { sharingError } from "#lib/registry/slices-sharing-error.ts";
import { wilsonInterval } from "#lib/stats/proportions.ts";
import type { CalibrationBin } from "./calibration.tsx";
import { type Delta, reportChange } from "./report-change.ts";
import type { SliceCell } from "./slice-heat.tsx";

/** Fewer rows than this are not read as a change, whatever the report says. */
export const SLICE_ROWS_MIN = 100;

type Filed = EvaluationContent["comparisons"][number];
/** With what is proven of each slice where all share the error. */
export type Slices = ReturnType<typeof sharingError<Filed["slices"][number]>>;
export type Comparison = Omit<Filed, "slices"> & { readonly slices: Slices };

/** The comparison a reader wants first: against what is live, else against the parent, else the first there is. */
export function chosenComparison(
  content: EvaluationContent,
  wanted: readonly (number | null | undefined)[],
): Comparison | null {
  const against = (version: number | null | undefined) =>
    content.comparisons.find((one) => one.against.version === version);
  const found = wanted.map(against).find(Boolean) ?? content.comparisons[0];
  return found ? { ...found, slices: sharingError(found.slices) } : null;
}

/** The bins that hold rows, each with the 95 % interval of its observed share (Wilson). */
export function calibrationBins(content: EvaluationContent): CalibrationBin[] {
  return content.calibration.flatMap(({ n, confidence, observed }) => {
    if (confidence === null || observed === null || n === 0) return [];
    const interval = wilsonInterval({ successes: observed * n, n });
    if (interval.status !== "ok") return [];
    return [{ predicted: confidence, observed, low: interval.lower, high: interval.upper, n }];
  });
}

export type SliceGrid = {
  rowName: string;
  columnName: string;
  rows: string[];
  columns: string[];
  cells: SliceCell[];
};

/** The change of one metric over slices named by the same two parts; null where there is no such grid. */
export function sliceGrid(slices: Slices, metric: string): SliceGrid | null {
  const first = slices.find(({ slice }) => Object.keys(slice).length === 2);
  if (!first) return null;
  const [columnName, rowName] = Object.keys(first.slice) as [string, string];
  const inGrid = slices.filter(({ slice }) => isOver(slice, [columnName, rowName]));
  const cells = inGrid.map(({ slice, n, metrics }) => ({
    row: slice[rowName]!,
    column: slice[columnName]!,
    n,
    change: n < SLICE_ROWS_MIN ? null : measuredChange(metrics.find((one) => one.metric === metric)),
  }));
  const distinct = (name: string) => [...new Set(inGrid.map(({ slice }) => slice[name]!))];
  return { rowName, columnName, rows: distinct(rowName), columns: distinct(columnName), cells };
}

/** The slices named by one part alone: one product, one country. */
export const singleSlices = <T extends { slice: Slice }>(slices: readonly T[]): T[] =>
  slices.filter(({ slice }) => Object.keys(slice).length === 1);

/** "Spain", "under 50 EUR, Mobile" */
export const sliceName = (slice: Slice): string => Object.values(slice).join(", ");

/** The size at which a change is drawn at full strength: three quarters of all are smaller. At least a thousandth. */
export function fullChangeOf(cells: readonly SliceCell[]): number {
  const sizes = cells
    .flatMap(({ change }) => (change?.gain ? [Math.abs(change.gain.by)] : []))
    .sort((a, b) => a - b);
  return Math.max(0.001, sizes[Math.floor(sizes.length * 0.75)] ?? 0);
}

const isOver = (slice: Slice, names: readonly string[]): boolean =>
  Object.keys(slice).length === names.length && names.every((name) => Object.hasOwn(slice, name));

function measuredChange(delta: Delta | undefined): Change | null {
  return delta && delta.difference !== null ? reportChange(delta) : null;
}

/** How many slices are named as the worst. */
export const WORST_COUNT = 3;

export type ComparedSlice = { readonly name: string; readonly n: number; readonly delta: Delta };

/** The slices with the lowest gain, worst first, of all that have enough rows to be read. */
export function worstSlices(
  slices: Slices,
  metric: string,
): { readonly worst: readonly ComparedSlice[]; readonly compared: number } {
  const compared = slices.flatMap(({ slice, n, metrics }) => {
    const delta = metrics.find((one) => one.metric === metric);
    const gain = delta && n >= SLICE_ROWS_MIN ? reportChange(delta).gain : null;
    return delta && gain ? [{ name: sliceName(slice), n, delta, by: gain.by }] : [];
  });
  const worst = compared.toSorted((a, b) => a.by - b.by).slice(0, WORST_COUNT);
  return { worst: worst.map(({ name, n, delta }) => ({ name, n, delta })), compared: compared.length };
}
