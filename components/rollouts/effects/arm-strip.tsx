import { clsx } from "clsx";
import { levelText, limitText } from "#components/metrics/metric-numbers.ts";
import type { ArmNames } from "../arm-names.ts";
import { BOX } from "./effect-paths.ts";
import type { EffectSeries } from "./effect-series.ts";
import type { ToCome } from "./outcomes-to-come.ts";
import { type Placed, placeOf } from "./time-scale.ts";
import { fromTop, isIn, type Span } from "./value-scale.ts";

/** Both arms in one stretch of time, each by itself. */
export type StripPoint = {
  readonly atMs: number;
  readonly baseline: number | null;
  readonly candidate: number | null;
  /** Nothing was measured just before: no line is drawn to it. */
  readonly afterGap: boolean;
};

type ArmStripProps = {
  series: EffectSeries;
  arms: ArmNames;
  points: readonly StripPoint[];
  toCome: readonly ToCome[];
  scale: readonly Placed[];
  cursorMs: number | null;
};

/** Each arm alone, on the same time axis: grey is the baseline, indigo the candidate, dashed red a limit. */
export function ArmStrip({ series, arms, points, toCome, scale, cursorMs }: ArmStripProps) {
  const up = stripSpan(series, points);
  const bare = { ...series.metric, unit: null };
  const ends = points.length === 0 ? [] : [...new Set([levelText(bare, up[1]), levelText(bare, up[0])])];
  const last = points.at(-1);
  return (
    <>
      <div
        aria-hidden="true"
        className="relative col-start-1 h-11 text-right text-2xs leading-3 text-ink-3 tabular-nums"
      >
        {ends.map((end, at) => (
          <span key={end} className={clsx("absolute right-0", at === 0 ? "top-0" : "bottom-0")}>
            {end}
          </span>
        ))}
      </div>
      <div aria-hidden="true" className="relative h-11 overflow-hidden border border-line">
        {points.length === 0 && <i className="hatched absolute inset-0" />}
        <OutcomesToCome toCome={toCome} scale={scale} />
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${BOX} ${BOX}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full"
        >
          <ArmLine points={points} arm="baseline" scale={scale} up={up} />
          <ArmLine points={points} arm="candidate" scale={scale} up={up} />
        </svg>
        {series.kind === "level" && isIn(up, series.fails) && (
          <i
            className="absolute inset-x-0 border-t border-dashed border-fail"
            style={{ top: `${fromTop(up, series.fails)}%` }}
            title={`limit ${limitText(series.metric, series.fails)}`}
          />
        )}
        <Beyond series={series} scale={scale} up={up} />
        {series.windows && (
          <span className="absolute top-0.5 right-1 rounded bg-surface px-0.5 text-2xs leading-3 text-ink-2">
            {series.windows}
          </span>
        )}
        {cursorMs !== null && (
          <i
            className="absolute inset-y-0 border-l border-dashed border-ink-2"
            style={{ left: `${placeOf(scale, cursorMs) * 100}%` }}
          />
        )}
      </div>
      <p className="flex flex-col justify-center pl-1 text-2xs leading-4 tabular-nums">
        <span className="text-candidate">
          {arms.candidate} {last?.candidate == null ? "silent" : levelText(series.metric, last.candidate)}
        </span>
        <span className="text-ink-2">
          {arms.baseline} {last?.baseline == null ? "silent" : levelText(series.metric, last.baseline)}
        </span>
      </p>
    </>
  );
}

/** Grey from where an arm's answers still lack outcomes: its line may move there. Darker where both do. */
function OutcomesToCome({ toCome, scale }: Pick<ArmStripProps, "toCome" | "scale">) {
  return toCome.map(({ arm, fromMs }) => (
    <i
      key={arm}
      data-mark="to-come"
      className={clsx(
        "absolute inset-y-0 right-0 border-l bg-ink-3/20",
        arm === "candidate" ? "border-candidate" : "border-baseline",
      )}
      style={{ left: `${placeOf(scale, fromMs) * 100}%` }}
    />
  ));
}

/** The windows beyond a limit, which a rule may count. */
function Beyond({
  series: { stages, metric },
  scale,
  up,
}: Pick<ArmStripProps, "series" | "scale"> & { up: Span }) {
  return stages
    .flatMap(({ beyond }) => beyond)
    .map(({ atMs, value }) => (
      <i
        key={atMs}
        data-mark="beyond"
        title={`window of ${levelText(metric, value)}`}
        className="absolute size-1.5 -translate-1/2 rounded-full bg-fail"
        style={{ left: `${placeOf(scale, atMs) * 100}%`, top: `${fromTop(up, value)}%` }}
      />
    ));
}

function stripSpan({ kind, fails }: EffectSeries, points: readonly StripPoint[]): Span {
  const values = points.flatMap(({ baseline, candidate }) =>
    [baseline, candidate].filter((one) => one !== null),
  );
  const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  // A limit is drawn where the arms come near it, never so that it flattens them.
  const near = kind === "level" && Math.abs(fails - high) < high - low;
  return near ? [Math.min(low, fails), Math.max(high, fails)] : [low, high];
}

type ArmLineProps = {
  points: readonly StripPoint[];
  arm: "baseline" | "candidate";
  scale: readonly Placed[];
  up: Span;
};

function ArmLine({ points, arm, scale, up }: ArmLineProps) {
  const line = points
    .map((point, at) => {
      const value = point[arm];
      if (value === null) return "";
      const start = at === 0 || point.afterGap || points[at - 1]![arm] === null;
      const x = Math.round(placeOf(scale, point.atMs) * BOX);
      return `${start ? "M" : "L"}${x} ${Math.round(fromTop(up, value) * 10)}`;
    })
    .join("");
  return (
    <path
      d={line}
      fill="none"
      stroke={`var(--${arm})`}
      strokeWidth={arm === "candidate" ? 1.5 : 1.25}
      vectorEffect="non-scaling-stroke"
    />
  );
}
