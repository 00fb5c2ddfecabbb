import { clsx } from "clsx";
import { Time } from "#components/ui/time.tsx";
import { toneColor } from "#components/ui/tone.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import { BOX, pathsOf } from "./effect-paths.ts";
import type { EffectPoint, EffectSeries, EffectStage } from "./effect-series.ts";
import { quietText } from "./effect-words.ts";
import { type Placed, placeIn, placeOf } from "./time-scale.ts";
import { fromTop, isIn, type Span } from "./value-scale.ts";

type Drawn = { series: EffectSeries; scale: readonly Placed[]; up: Span };

/** Stage bands, margins, hatching, the effect with its interval, and each stage's own last state. */
export function EffectPlot(drawn: Drawn) {
  const { series, scale, up } = drawn;
  return (
    <>
      <div className="absolute inset-0 overflow-hidden">
        {series.stages.map((stage, at) => (
          <StageGround
            key={stage.fromMs}
            stage={stage}
            across={scale[at]!}
            tinted={at % 2 === 1}
            drawn={drawn}
          />
        ))}
        <WorseSide series={series} up={up} />
        <Effect {...drawn} />
      </div>
      {series.stages.map(({ last, open, fromMs }, at) =>
        last?.value == null ? null : (
          <LastState key={fromMs} last={last} value={last.value} across={scale[at]!} up={up} open={open} />
        ),
      )}
      {series.breachMs !== null && <Breach place={placeOf(scale, series.breachMs)} atMs={series.breachMs} />}
    </>
  );
}

function Breach({ place, atMs }: { place: number; atMs: number }) {
  return (
    <span
      data-mark="breach"
      className="absolute inset-y-0 border-l border-fail"
      style={{ left: percent(place) }}
    >
      <span
        className={clsx(
          "absolute top-0.5 rounded bg-surface/85 px-1 text-2xs whitespace-nowrap text-fail",
          place < 0.5 ? "left-1" : "right-1",
        )}
      >
        breach <Time at={new Date(atMs).toISOString()} as="clock" />
      </span>
    </span>
  );
}

const percent = (share: number): string => `${share * 100}%`;

type GroundProps = { stage: EffectStage; across: Placed; tinted: boolean; drawn: Drawn };

function StageGround({ stage, across, tinted, drawn: { series, up } }: GroundProps) {
  const { passes, quiet } = stage;
  return (
    <>
      <i
        className={clsx("absolute inset-y-0", tinted && "bg-sunken")}
        style={{ left: percent(across.start), width: percent(across.width) }}
      />
      {quiet.map((one) => {
        const [left, right] = [placeIn(across, one.fromMs), placeIn(across, one.toMs)];
        return (
          <span
            key={one.fromMs}
            data-mark="quiet"
            className="hatched absolute inset-y-0"
            style={{ left: percent(left), width: percent(right - left) }}
          >
            {right - left > NAMED_SHARE && (
              <span
                className={clsx(
                  "absolute bottom-1 z-1 rounded bg-surface px-1 text-2xs whitespace-nowrap text-ink-2",
                  left > 0.6 ? "right-1" : "left-1",
                  right - left < NARROW_SHARE && "max-sm:hidden",
                )}
              >
                {quietText(series, one)}
              </span>
            )}
          </span>
        );
      })}
      {passes !== null && isIn(up, passes) && (
        <i
          data-mark="passes"
          className="absolute border-t border-dotted border-pass"
          style={{
            left: percent(across.start),
            width: percent(across.width),
            top: `${fromTop(up, passes)}%`,
          }}
        />
      )}
    </>
  );
}

/** A silence narrower than this has no room for its name. */
const NAMED_SHARE = 0.15;
/** On a narrow screen, narrower than this. */
const NARROW_SHARE = 0.3;

/** Tinted beyond the margin that fails it; the margin is dashed, no change is a line. */
function WorseSide({ series: { fails, worseBelow, kind }, up }: { series: EffectSeries; up: Span }) {
  const edge = fromTop(up, fails);
  return (
    <>
      <i
        className="absolute inset-x-0 bg-fail/7"
        style={worseBelow ? { top: `${edge}%`, bottom: 0 } : { top: 0, height: `${edge}%` }}
      />
      {kind === "gain" && (
        <i className="absolute inset-x-0 border-t border-line-strong" style={{ top: `${fromTop(up, 0)}%` }} />
      )}
      {isIn(up, fails) && (
        <i
          data-mark="fails"
          className="absolute inset-x-0 border-t border-dashed border-fail"
          style={{ top: `${edge}%` }}
        />
      )}
    </>
  );
}

function Effect({ series, scale, up }: Drawn) {
  const paths = series.stages.flatMap(({ runs }, at) =>
    runs.map((run) => ({ key: run[0]!.atMs, ...pathsOf(run, { across: scale[at]!, up }) })),
  );
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${BOX} ${BOX}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full"
    >
      {paths.map(({ key, band, line }) => (
        <g key={key}>
          {band && (
            <path
              d={band}
              fill="var(--candidate)"
              fillOpacity=".15"
              stroke="var(--candidate)"
              strokeOpacity=".4"
              vectorEffect="non-scaling-stroke"
            />
          )}
          <path
            d={line}
            fill="none"
            stroke="var(--candidate)"
            strokeWidth="1.75"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        </g>
      ))}
    </svg>
  );
}

type LastStateProps = { last: EffectPoint; value: number; across: Placed; up: Span; open: boolean };

/** The state's colour is on the last look of each stage alone; it is hollow where evidence is missing. */
function LastState({ last, value, across, up, open }: LastStateProps) {
  const tone = last.state === null ? "plain" : evidenceLooks[last.state].tone;
  const color = toneColor[tone];
  const left = percent(placeIn(across, last.atMs));
  const [low, high] = [last.low ?? up[0], last.high ?? up[1]];
  const bounded = last.low !== null || last.high !== null;
  return (
    <>
      {bounded && (
        <i
          className="absolute w-1.5 -translate-x-1/2 rounded-full opacity-40"
          style={{
            left,
            top: `${fromTop(up, high)}%`,
            height: `${fromTop(up, low) - fromTop(up, high)}%`,
            background: color,
          }}
        />
      )}
      <i
        data-mark={open ? "now" : "ended"}
        className="absolute size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full border-2"
        style={{
          left,
          top: `${fromTop(up, value)}%`,
          borderColor: tone === "none" ? color : "var(--surface)",
          background: tone === "none" ? "var(--surface)" : color,
        }}
      />
    </>
  );
}
