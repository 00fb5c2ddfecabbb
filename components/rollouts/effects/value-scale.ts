import type { EffectSeries } from "./effect-series.ts";

/** The values an axis spans, lowest first. */
export type Span = readonly [number, number];

/** How much of the looks the axis must show; the first ones of a stage rest on a few rows and swing widely. */
const SHOWN = [0.05, 0.95] as const;

/**
 * The reach of an axis: every value that must be seen, and the looks but for their extremes, with air on both sides.
 */
export function valueSpan(mustShow: readonly number[], looks: readonly number[]): Span {
  const sorted = looks.filter(Number.isFinite).sort((a, b) => a - b);
  const inner = SHOWN.flatMap((share) => sorted[Math.round(share * (sorted.length - 1))] ?? []);
  const all = [...mustShow.filter(Number.isFinite), ...inner];
  if (all.length === 0) return [0, 1];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const air = (high - low || Math.abs(high) || 1) * 0.12;
  return [low - air, high + air];
}

export const isIn = ([low, high]: Span, value: number): boolean => low <= value && value <= high;

/** From the top, in per cent; beyond the axis it is at its edge. */
export function fromTop([low, high]: Span, value: number): number {
  return high > low ? Math.min(100, Math.max(0, ((high - value) / (high - low)) * 100)) : 50;
}

/** Round numbers on an axis, at most five. */
export function ticksIn([low, high]: Span): number[] {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((one) => one >= rough)!;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** How far an axis may reach beyond the margin that fails before the other margin is left out. */
const MARGINS_SHOWN = 8;

/** The axis of a chart: no change and the margins, how each stage ended, and what the looks said. */
export function spanOf({ stages, fails, kind }: EffectSeries): Span {
  const lasts = stages.flatMap(({ last }) => [last?.value, last?.low, last?.high]);
  const looks = stages.flatMap(({ runs }) => runs.flat().map(({ value }) => value));
  const seen = [...lasts, ...looks].filter((value) => value != null);
  if (kind === "level") {
    const reach = Math.max(...seen.map(Math.abs), 0);
    // A limit far above what is measured would flatten it; the rail beside the plot then names it alone.
    return valueSpan(
      fails <= MARGINS_SHOWN * reach || seen.length === 0 ? [fails, ...known(lasts)] : known(lasts),
      known(looks),
    );
  }
  const passes = stages.at(-1)?.passes ?? 0;
  const reach = Math.max(-fails, ...known(lasts).map(Math.abs));
  const near = -passes <= MARGINS_SHOWN * reach ? [passes] : [];
  return valueSpan([0, fails, ...near, ...known(lasts)], known(looks));
}

const known = (values: readonly (number | null | undefined)[]): number[] =>
  values.filter((value) => value != null);
