import { changeOf } from "#components/metrics/change.ts";
import { levelText, limitText, shortMarginText, tickText } from "#components/metrics/metric-numbers.ts";
import { betterText, rowsText } from "#components/metrics/metric-words.ts";
import { countOf, formatNumber } from "#components/ui/format-number.ts";
import type { ArmNames } from "../arm-names.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import type { EffectPoint, EffectSeries, EffectStage } from "./effect-series.ts";
import type { Quiet } from "./quiet.ts";

/** What is drawn, in which unit, and which way is better. */
export function qualifierText({ kind, metric, compared }: EffectSeries, arms: ArmNames): string {
  const unit = metric.kind === "share" ? (kind === "gain" ? "percentage points" : "%") : compared.unit;
  const measured = unit === null ? "" : `, ${unit}`;
  return kind === "gain"
    ? `${arms.candidate} against ${arms.baseline}${measured}; up is better`
    : `${arms.candidate}${measured}; ${betterText(metric.better)}`;
}

export type PointText = { readonly value: string; readonly interval: string | null };

/** "Better by 0.0090" with "[−0.0101, +0.0281]", or "42.0 ms" alone. */
export function pointText(
  { kind, metric, compared }: EffectSeries,
  { value, low, high }: EffectPoint,
): PointText {
  if (value === null) return { value: "No number", interval: null };
  if (kind === "level") return { value: levelText(metric, value), interval: null };
  const { words, interval } = changeOf(compared, { by: value, low, high }, { fails: null, passes: null });
  return { value: words, interval };
}

/** An arm's level in the stage so far; no evidence is named. */
export const armText = ({ metric }: EffectSeries, value: number | null): string =>
  value === null ? `no ${rowsText(metric)}` : levelText(metric, value);

/** "20,000 and 60,000 outcomes"; "1,240 pairs" in shadow. */
export const rowsOfPoint = ({ metric }: EffectSeries, { n, paired }: EffectPoint): string =>
  paired
    ? countOf(n.candidate, "pair")
    : `${formatNumber(n.candidate)} and ${formatNumber(n.baseline)} ${rowsText(metric)}`;

export const stateText = ({ state }: EffectPoint): string =>
  state === null ? "judged by windows" : evidenceLooks[state].word;

/** A number on the axis; a gain keeps its sign. */
export const axisText = ({ kind, compared }: EffectSeries, value: number): string =>
  tickText(compared, value, kind === "gain");

/** "roll back", "beyond 0.005 worse" */
export function failsText({ kind, compared, fails, onFail, worseBelow }: EffectSeries): [string, string] {
  const act = onFail === "roll-back" ? "roll back" : "halt";
  if (kind === "level") return [act, `${worseBelow ? "below" : "above"} ${limitText(compared, fails)}`];
  return [act, fails === 0 ? "any worse" : `> ${shortMarginText(compared, -fails)} worse`];
}

/** "advance", "< 0.02 worse" */
export const passesText = ({ compared }: EffectSeries, passes: number): [string, string] => [
  "advance",
  passes === 0 ? "only better" : `< ${shortMarginText(compared, 0 - passes)} worse`,
];

export function quietText({ metric }: EffectSeries, { when }: Quiet): string {
  if (when === "before") return `no ${rowsText(metric)} yet`;
  return when === "between" ? "silent" : "no report";
}

/** A chart for those who hear it: how each stage stood at its end, and where evidence was missing. */
export function seriesText(series: EffectSeries): string {
  const stages = series.stages.map((stage) => {
    const name = `${stage.name}${stage.open ? ", now" : ", at its end"}`;
    return `${name}: ${lastText(series, stage)}.`;
  });
  const silent = series.stages.some(({ quiet }) => quiet.some(({ when }) => when !== "before"));
  const beyond = series.stages.reduce((sum, stage) => sum + stage.beyond.length, 0);
  return [
    ...stages,
    ...(beyond === 0 ? [] : [`${countOf(beyond, "window")} beyond the limit.`]),
    ...(silent ? ["Evidence was missing for a time."] : []),
    ...(series.breachMs === null ? [] : ["The limit was breached."]),
    "The table lists every look.",
  ].join(" ");
}

function lastText(series: EffectSeries, { last }: EffectStage): string {
  if (!last) return "no evidence";
  const { value, interval } = pointText(series, last);
  return [value, interval, stateText(last)].filter(Boolean).join(", ");
}

/** Which looks are drawn; null where it is all of them. */
export function keptText({ stages }: EffectSeries): string | null {
  const taken = stages.reduce((sum, stage) => sum + stage.taken, 0);
  const drawn = stages.reduce((sum, stage) => sum + stage.drawn, 0);
  return taken > drawn
    ? `${formatNumber(drawn)} of ${formatNumber(taken)} looks: the extremes and the last of each stretch of time`
    : null;
}
