"use client";

import { type KeyboardEvent, type PointerEvent, useId } from "react";
import { momentText } from "#components/ui/format-time.ts";
import { SaidText } from "#components/ui/said.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time, useZone } from "#components/ui/time.tsx";
import type { ArmNames } from "../arm-names.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import { ArmStrip, type StripPoint } from "./arm-strip.tsx";
import { AxisLabels, Rails, StageLabels } from "./chart-labels.tsx";
import { momentsOf, moved, readingAt } from "./cursor.ts";
import { CursorBox } from "./cursor-box.tsx";
import { EffectPlot } from "./effect-plot.tsx";
import type { EffectSeries } from "./effect-series.ts";
import { pointText, qualifierText, seriesText, stateText } from "./effect-words.ts";
import type { OutcomesShown } from "./outcomes-to-come.ts";
import { momentAt, type Placed, placeOf, timeScale } from "./time-scale.ts";
import { type Span, spanOf } from "./value-scale.ts";

export type Cursor = {
  /** The moment looked at, the same in every chart; null where none is. */
  readonly atMs: number | null;
  readonly move: (atMs: number | null, chart: string | null) => void;
  /** The chart that shows the details. */
  readonly chart: string | null;
};

type EffectChartProps = {
  series: EffectSeries;
  arms: ArmNames;
  strip: readonly StripPoint[];
  outcomes: OutcomesShown | null;
  cursor: Cursor;
};

/**
 * One guardrail over time: its effect with the interval that is valid at every look, against the margins, stage by
 * stage; below it each arm alone.
 */
export function EffectChart({ series, arms, strip, outcomes, cursor }: EffectChartProps) {
  const scale = timeScale(series.stages);
  const up = spanOf(series);
  const state = series.stages.at(-1)?.state ?? null;
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1">
        <span className="flex min-h-6 items-center justify-between gap-2">
          <span className="truncate text-sm font-medium">{series.name}</span>
          {state && <Stated look={evidenceLooks[state]} />}
        </span>
        <span className="flex min-h-8 flex-wrap items-start justify-between gap-x-3 text-xs text-ink-3">
          <span>{qualifierText(series, arms)}</span>
          <Reading series={series} atMs={cursor.atMs} />
        </span>
      </figcaption>
      <div className="grid grid-cols-[2.75rem_minmax(0,1fr)_5rem] gap-x-1.5">
        <AxisLabels series={series} up={up} />
        <Plot series={series} arms={arms} scale={scale} up={up} cursor={cursor} />
        <Rails series={series} up={up} />
        <StageLabels series={series} scale={scale} />
        <ArmStrip
          series={series}
          arms={arms}
          points={strip}
          toCome={outcomes?.toCome ?? []}
          scale={scale}
          cursorMs={cursor.atMs}
        />
      </div>
      <OutcomesLine outcomes={outcomes} />
      <p className="sr-only">{seriesText(series)}</p>
    </figure>
  );
}

/** The value at the cursor, in every chart; without a cursor the value at the end. */
function Reading({ series, atMs }: { series: EffectSeries; atMs: number | null }) {
  const point = atMs === null ? series.stages.at(-1)?.last : readingAt(series, atMs)?.point;
  const text = point ? pointText(series, point) : null;
  return (
    <span className="text-xs text-ink-2 tabular-nums">
      {atMs !== null && (
        <span className="text-ink-3">
          at <Time at={new Date(atMs).toISOString()} as="clock" />{" "}
        </span>
      )}
      {text ? text.value : "no evidence"}
      {text?.interval && <span className="text-ink-3"> {text.interval}</span>}
    </span>
  );
}

/** Until when the outcomes are complete. */
export const OutcomesLine = ({ outcomes }: Pick<EffectChartProps, "outcomes">) =>
  outcomes && (
    <p className="mt-1 text-2xs leading-4 text-ink-2 tabular-nums">
      <SaidText said={outcomes.said} />
    </p>
  );

type PlotProps = Omit<EffectChartProps, "strip" | "outcomes"> & { scale: readonly Placed[]; up: Span };

function Plot({ series, arms, scale, up, cursor }: PlotProps) {
  const zone = useZone();
  const describedBy = useId();
  const moments = momentsOf(series);
  const { atMs } = cursor;
  const reading = atMs === null ? null : readingAt(series, atMs);
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    if (width > 0) cursor.move(momentAt(scale, (event.clientX - left) / width), series.id);
  };
  const press = (event: KeyboardEvent) => {
    const next = moved(moments, atMs, event.key);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    cursor.move(next, series.id);
  };
  const place = atMs === null ? null : placeOf(scale, atMs);
  return (
    <div className="relative">
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${series.name} over time`}
        aria-describedby={describedBy}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, moments.length - 1)}
        aria-valuenow={Math.max(
          0,
          atMs === null ? moments.length - 1 : moments.findLastIndex((one) => one <= atMs),
        )}
        aria-valuetext={spokenText(series, atMs ?? moments.at(-1) ?? 0, zone)}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => cursor.move(null, null)}
        onKeyDown={press}
        onBlur={() => cursor.move(null, null)}
        className="relative h-36 touch-pan-y border-b border-l border-line-strong"
      >
        <EffectPlot series={series} scale={scale} up={up} />
        {place !== null && <Crosshair place={place} />}
      </div>
      <span id={describedBy} className="sr-only">
        Arrow keys move from look to look.
      </span>
      {cursor.chart === series.id && reading && atMs !== null && place !== null && (
        <CursorBox series={series} arms={arms} reading={reading} atMs={atMs} place={place} />
      )}
    </div>
  );
}

/** A line through the plot; the strip below it draws the same. */
export function Crosshair({ place }: { place: number }) {
  return (
    <i
      data-mark="cursor"
      className="pointer-events-none absolute inset-y-0 border-l border-dashed border-ink-2"
      style={{ left: `${place * 100}%` }}
    />
  );
}

function spokenText(series: EffectSeries, atMs: number, zone: string): string {
  const reading = readingAt(series, atMs);
  if (!reading) return "No evidence yet";
  const { stage, point } = reading;
  const when = `${momentText(atMs, zone, "second")}, ${stage.name}`;
  if (!point) return `${when}: no evidence`;
  const { value, interval } = pointText(series, point);
  return `${when}: ${[value, interval, stateText(point)].filter(Boolean).join(", ")}`;
}
