import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Time } from "#components/ui/time.tsx";
import { toneColor } from "#components/ui/tone.ts";
import type { ArmNames } from "../arm-names.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import type { Reading } from "./cursor.ts";
import type { EffectSeries } from "./effect-series.ts";
import { armText, pointText, rowsOfPoint, stateText } from "./effect-words.ts";

type CursorBoxProps = {
  series: EffectSeries;
  arms: ArmNames;
  reading: Reading;
  atMs: number;
  /** Where the cursor is in the plot, from 0 to 1. */
  place: number;
};

/** Everything a look says, beside the cursor and never over it. */
export function CursorBox({ series, arms, reading: { stage, point }, atMs, place }: CursorBoxProps) {
  const text = point && pointText(series, point);
  return (
    <div
      aria-hidden="true"
      className={clsx(
        "pointer-events-none absolute top-1 z-10 w-52 rounded border border-line-strong bg-surface p-2 text-2xs leading-4 tabular-nums max-sm:w-36",
        place < 0.5 ? "ml-2" : "mr-2",
      )}
      style={place < 0.5 ? { left: `${place * 100}%` } : { right: `${(1 - place) * 100}%` }}
    >
      <p className="mb-1 flex justify-between gap-2 border-b border-line pb-1 text-ink-2">
        <Time at={new Date(point?.atMs ?? atMs).toISOString()} as="clock" />
        <span className="truncate">{stage.name}</span>
      </p>
      {point && text ? (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
          <Line term="Effect">
            <b className="font-semibold text-ink">{text.value}</b>
          </Line>
          {text.interval && <Line term="Interval">{text.interval}</Line>}
          <Line term={<span className="text-candidate">{arms.candidate}</span>}>
            {armText(series, point.candidate)}
          </Line>
          <Line term={arms.baseline}>{armText(series, point.baseline)}</Line>
          <Line term="Rows">{rowsOfPoint(series, point)}</Line>
          <Line term="Verdict">
            <b
              className="font-medium"
              style={{ color: point.state ? toneColor[evidenceLooks[point.state].tone] : undefined }}
            >
              {stateText(point)}
            </b>
          </Line>
        </dl>
      ) : (
        <p className="text-ink-2">No evidence</p>
      )}
    </div>
  );
}

function Line({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="text-right">{children}</dd>
    </>
  );
}
