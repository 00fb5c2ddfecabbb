import { clsx } from "clsx";
import { Time } from "#components/ui/time.tsx";
import type { EffectSeries } from "./effect-series.ts";
import { axisText, failsText, passesText } from "./effect-words.ts";
import type { Placed } from "./time-scale.ts";
import { fromTop, type Span, ticksIn } from "./value-scale.ts";

/** Round numbers left of the plot. */
export function AxisLabels({ series, up }: { series: EffectSeries; up: Span }) {
  return (
    <div aria-hidden="true" className="relative h-36 text-2xs text-ink-3 tabular-nums">
      {ticksIn(up).map((tick) => (
        <span
          key={tick}
          className="absolute right-0 -translate-y-1/2"
          style={{ top: `${fromTop(up, tick)}%` }}
        >
          {axisText(series, tick)}
        </span>
      ))}
    </div>
  );
}

/**
 * Right of the plot: an interval wholly inside the green rail advances, wholly inside the red one rolls back or
 * halts.
 */
export function Rails({ series, up }: { series: EffectSeries; up: Span }) {
  const passes = series.stages.at(-1)?.passes ?? null;
  const failsTop = fromTop(up, series.fails);
  return (
    <div aria-hidden="true" className="relative h-36 text-2xs leading-3">
      <i
        className="absolute left-0 w-0.5 bg-fail"
        style={series.worseBelow ? { top: `${failsTop}%`, bottom: 0 } : { top: 0, height: `${failsTop}%` }}
      />
      <RailText lines={failsText(series)} bottom={series.worseBelow} className="text-fail" />
      {passes !== null && (
        <>
          <i
            className="absolute left-1 w-0.5 bg-pass"
            style={{ top: 0, height: `${fromTop(up, passes)}%` }}
          />
          <RailText lines={passesText(series, passes)} bottom={false} className="text-pass" />
        </>
      )}
    </div>
  );
}

type RailTextProps = { lines: readonly string[]; bottom: boolean; className: string };

function RailText({ lines, bottom, className }: RailTextProps) {
  return (
    <span className={`absolute left-2.5 ${bottom ? "bottom-0" : "top-0"} ${className}`}>
      {lines.map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </span>
  );
}

/** A rollout shorter than this shows the seconds of its stages. */
const SECONDS_BELOW_MS = 3_600_000;
/** A stage narrower than this has no room for its time. */
const TIMED_SHARE = { clock: 0.19, hour: 0.14 } as const;

/** On a narrow screen only a stage this wide has room for it. */
const NARROW_SHARE = 0.36;

/** Under the plot, each where its stage begins: its name and the clock in the reader's zone. */
export function StageLabels({
  series: { stages },
  scale,
}: {
  series: EffectSeries;
  scale: readonly Placed[];
}) {
  const wholeMs = (stages.at(-1)?.toMs ?? 0) - (stages[0]?.fromMs ?? 0);
  const shape = wholeMs < SECONDS_BELOW_MS ? "clock" : "hour";
  return (
    <div className="relative col-start-2 h-8 text-2xs">
      {stages.map(({ name, fromMs }, at) => (
        <span
          key={fromMs}
          className="absolute border-l border-line-strong pl-0.5 leading-3.5"
          style={{ left: `${scale[at]!.start * 100}%`, width: `${scale[at]!.width * 100}%` }}
        >
          <span className="block truncate font-medium text-ink-2">{name}</span>
          {scale[at]!.width >= TIMED_SHARE[shape] && (
            <Time
              at={new Date(fromMs).toISOString()}
              as={shape}
              className={clsx(
                "block whitespace-nowrap text-ink-3",
                scale[at]!.width < NARROW_SHARE && "max-sm:hidden",
              )}
            />
          )}
        </span>
      ))}
    </div>
  );
}
