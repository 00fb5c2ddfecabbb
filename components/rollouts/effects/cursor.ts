import type { EffectPoint, EffectSeries, EffectStage } from "./effect-series.ts";
import type { Quiet } from "./quiet.ts";

/** What a chart shows at a moment: the newest look of that stage, unless evidence was missing then. */
export type Reading = { readonly stage: EffectStage; readonly point: EffectPoint | null };

export function readingAt({ stages }: EffectSeries, atMs: number): Reading | null {
  const stage = stages.findLast(({ fromMs }) => fromMs <= atMs) ?? stages[0];
  if (!stage) return null;
  const quiet = stage.quiet.some((one) => isWithin(one, atMs));
  const looks = pointsOf(stage);
  return { stage, point: quiet ? null : (looks.findLast((point) => point.atMs <= atMs) ?? null) };
}

/** A silence begins after the last look before it and ends with the next. */
const isWithin = ({ fromMs, toMs, when }: Quiet, atMs: number): boolean =>
  atMs < toMs && (when === "before" ? fromMs <= atMs : fromMs < atMs);

/** Every moment that a key can reach, oldest first. */
export const momentsOf = ({ stages }: EffectSeries): number[] => [
  ...new Set(stages.flatMap((stage) => pointsOf(stage).map(({ atMs }) => atMs))),
];

/** A stage's looks and, at the end, its own last state. */
export function pointsOf({ runs, last }: EffectStage): EffectPoint[] {
  const looks = runs.flat();
  return last ? [...looks.filter(({ atMs }) => atMs < last.atMs), last] : looks;
}

/** Where a key moves the cursor; undefined where it is not a key of the chart, null where it takes the cursor away. */
export function moved(
  moments: readonly number[],
  atMs: number | null,
  key: string,
): number | null | undefined {
  const here = atMs === null ? moments.length : moments.findLastIndex((one) => one <= atMs);
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[key];
  if (key === "Escape") return null;
  if (moments.length === 0) return undefined;
  if (key === "Home") return moments[0];
  if (key === "End") return moments.at(-1);
  if (step === undefined) return undefined;
  return moments[Math.min(moments.length - 1, Math.max(0, here + step))];
}
