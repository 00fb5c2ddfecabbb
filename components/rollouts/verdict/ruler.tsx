import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Change } from "#components/metrics/change.ts";
import { changeText, tickText } from "#components/metrics/metric-numbers.ts";
import { formatShare } from "#components/ui/format-number.ts";
import { drawInterval, type IntervalDrawing, isBounded, reachOf } from "#components/ui/interval-scale.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { toneColor } from "#components/ui/tone.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { comparedAs } from "#lib/releases/plan-metrics.ts";
import type { ArmNames } from "../arm-names.ts";
import { ticksIn } from "../effects/value-scale.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import { verdictChange } from "../verdict-words.ts";
import type { Chosen } from "./chosen-guardrail.ts";
import { rulesOf } from "./ruler-words.ts";

/** The effect on a ruler, right is better, with both rules written where they apply. */
export function Ruler({ chosen, arms }: { chosen: Chosen; arms: ArmNames }) {
  const { guardrail, stage, metric, verdict } = chosen;
  if (!metric) return null;
  const written = comparedAs(metric, guardrail.rule);
  const change = verdictChange(metric, guardrail.rule, stage.advanceMargins?.[guardrail.id], verdict);
  const { alpha } = verdict;
  return (
    <Sheet
      title={`Effect against the margins: ${arms.candidate} against ${arms.baseline}`}
      provenance={
        alpha === undefined ? "no interval" : `${formatShare(1 - 2 * alpha, 2)} always-valid interval`
      }
    >
      {change.gain === null ? (
        <p className="hatched-faint grid h-16 place-items-center rounded bg-sunken text-sm text-ink-2">
          <span className="rounded bg-surface px-2">No number to draw</span>
        </p>
      ) : (
        <Drawn change={change} written={written} chosen={chosen} arms={arms} />
      )}
    </Sheet>
  );
}

type DrawnProps = { change: Change; written: Metric; chosen: Chosen; arms: ArmNames };

function Drawn({ change, written, chosen, arms }: DrawnProps) {
  const { gain, margins, words, interval } = change;
  if (gain === null) return null;
  const reach = 1.25 * reachOf([gain], margins);
  const drawing = drawInterval(gain, margins, reach);
  const [fails, passes] = rulesOf(chosen, written, margins);
  return (
    <figure aria-label={[words, interval, fails, passes].filter(Boolean).join(", ")} role="img">
      <p className="mb-1.5 flex flex-wrap justify-between gap-x-4 text-xs">
        <span className="text-fail">{fails}</span>
        <span className="text-pass">{passes}</span>
      </p>
      <Plot
        drawing={drawing}
        bounded={isBounded(gain)}
        color={toneColor[evidenceLooks[chosen.verdict.state].tone]}
      />
      <Ends written={written} gain={gain} drawing={drawing} />
      <div className="relative h-4 text-2xs text-ink-3 tabular-nums">
        {ticksIn([-reach, reach])
          .filter((tick) => Math.abs(tick) < 0.9 * reach)
          .map((tick) => (
            <span
              key={tick}
              className="absolute -translate-x-1/2"
              style={{ left: `${50 + (tick / reach) * 50}%` }}
            >
              {tickText(written, tick, true)}
            </span>
          ))}
      </div>
      <p className="mt-1 flex justify-between text-2xs text-ink-3">
        <span>{arms.candidate} worse</span>
        <span>{arms.candidate} better</span>
      </p>
    </figure>
  );
}

type PlotProps = { drawing: IntervalDrawing; bounded: boolean; color: string };

function Plot({ drawing, bounded, color }: PlotProps) {
  const { failsPercent, passesPercent, lowPercent, highPercent, byPercent } = drawing;
  return (
    <div aria-hidden="true" className="relative h-12">
      {failsPercent !== null && failsPercent > 0 && (
        <i
          className="absolute inset-y-0 left-0 border-t-2 border-fail bg-fail-weak"
          style={{ width: `${failsPercent}%` }}
        />
      )}
      {passesPercent !== null && (
        <i
          className="absolute right-0 bottom-0 border-b-2 border-pass"
          style={{ left: `${passesPercent}%` }}
        />
      )}
      {[failsPercent, passesPercent].map((percent, at) =>
        percent === null || percent <= 0 ? null : (
          <i
            key={at === 0 ? "fails" : "passes"}
            className={clsx(
              "absolute inset-y-0 border-l border-dashed",
              at === 0 ? "border-fail" : "border-pass",
            )}
            style={{ left: `${percent}%` }}
          />
        ),
      )}
      <i className="absolute inset-y-0 left-1/2 border-l border-line-strong" />
      {bounded && (
        <i
          className="absolute top-1/2 h-2 -translate-y-1/2 rounded-full opacity-40"
          style={{ left: `${lowPercent}%`, width: `${highPercent - lowPercent}%`, background: color }}
        />
      )}
      <i
        className="absolute top-1/2 size-3 -translate-1/2 rounded-full"
        style={{ left: `${byPercent}%`, background: color }}
      />
    </div>
  );
}

type EndsProps = { written: Metric; gain: NonNullable<Change["gain"]>; drawing: IntervalDrawing };

/** Figures nearer to each other than this, in per cent of the width, would touch. */
const APART = 15;

/** Both ends and the effect in figures, each at its place where there is room, else side by side. */
function Ends({ written, gain, drawing: { lowPercent, byPercent, highPercent } }: EndsProps) {
  const { by, low, high } = gain;
  const end = (value: number | null) => (value === null ? "open" : changeText(written, value));
  const effect = <b className="text-sm font-semibold">{changeText(written, by)}</b>;
  const bounded = isBounded(gain);
  const roomy = byPercent - lowPercent >= APART && highPercent - byPercent >= APART;
  if (bounded && !roomy)
    return (
      <p className="mb-1 text-center text-xs tabular-nums">
        {end(low)} <span className="mx-2">{effect}</span> {end(high)}
      </p>
    );
  return (
    <p className="relative mb-1 h-5 text-xs tabular-nums">
      {bounded && <At percent={lowPercent}>{end(low)}</At>}
      <At percent={byPercent}>{effect}</At>
      {bounded && <At percent={highPercent}>{end(high)}</At>}
    </p>
  );
}

const At = ({ percent, children }: { percent: number; children: ReactNode }) => (
  <span
    className={clsx("absolute", percent < 8 ? "" : percent > 92 ? "-translate-x-full" : "-translate-x-1/2")}
    style={{ left: `${percent}%` }}
  >
    {children}
  </span>
);
