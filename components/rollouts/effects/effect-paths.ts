import type { EffectPoint } from "./effect-series.ts";
import { type Placed, placeIn } from "./time-scale.ts";
import type { Span } from "./value-scale.ts";

/** Drawings are made in a square of this size and stretched over the plot. */
export const BOX = 1000;

type Axes = { readonly across: Placed; readonly up: Span };

/** The line through a run of looks, and the band between the ends of its intervals. */
export function pathsOf(
  run: readonly EffectPoint[],
  axes: Axes,
): { readonly line: string; readonly band: string } {
  const whole = run.filter(({ low, high }) => low !== null && high !== null);
  const ends = [
    ...whole.map((point) => at(axes, point, point.high!)),
    ...whole.toReversed().map((point) => at(axes, point, point.low!)),
  ];
  return {
    line: joined(run.map((point) => at(axes, point, point.value!))),
    band: whole.length < 2 ? "" : `${joined(ends)}Z`,
  };
}

const at = ({ across, up: [low, high] }: Axes, { atMs }: EffectPoint, value: number): string =>
  `${round(placeIn(across, atMs) * BOX)} ${round(((high - value) / (high - low)) * BOX)}`;

/** A tenth of a thousandth of the width is less than a pixel. Far values are cut: no path needs more. */
const round = (value: number): number => Math.round(Math.min(9 * BOX, Math.max(-9 * BOX, value)) * 10) / 10;

const joined = (points: readonly string[]): string => (points.length === 0 ? "" : `M${points.join("L")}`);
