import { clsx } from "clsx";
import { Time } from "#components/ui/time.tsx";
import type { ArmNames } from "../arm-names.ts";
import { pointsOf } from "./cursor.ts";
import { OutcomesLine } from "./effect-chart.tsx";
import type { EffectPoint, EffectSeries } from "./effect-series.ts";
import { armText, keptText, pointText, rowsOfPoint, stateText } from "./effect-words.ts";
import type { OutcomesShown } from "./outcomes-to-come.ts";

type EffectTableProps = { series: EffectSeries; arms: ArmNames; outcomes: OutcomesShown | null };

/** The same numbers as the chart, a row for each look, the newest first. */
export function EffectTable({ series, arms, outcomes }: EffectTableProps) {
  const rows = series.stages
    .flatMap((stage) => pointsOf(stage).map((point) => ({ stage: stage.name, point })))
    .toReversed();
  const kept = keptText(series);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-sm font-medium">
        {series.name}
        {kept && <span className="block text-xs font-normal text-ink-3">{kept}</span>}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="max-h-72 overflow-auto rounded border border-line">
        <table className="w-full text-xs">
          <caption className="sr-only">{series.name} by look</caption>
          <thead className="sticky top-0 bg-sunken text-ink-2">
            <tr>
              {[
                "At",
                "Stage",
                series.kind === "gain" ? "Effect" : "Level",
                "Interval",
                arms.candidate,
                arms.baseline,
                "Rows",
                "State",
              ].map((header, at) => (
                <th
                  key={header}
                  scope="col"
                  className={clsx("px-2 py-1 font-medium", at < 2 ? "text-left" : "text-right")}
                >
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="whitespace-nowrap tabular-nums">
            {rows.map(({ stage, point }) => (
              <LookRow key={`${stage} ${point.atMs}`} series={series} stage={stage} point={point} />
            ))}
          </tbody>
        </table>
      </div>
      <OutcomesLine outcomes={outcomes} />
    </figure>
  );
}

type LookRowProps = { series: EffectSeries; stage: string; point: EffectPoint };

function LookRow({ series, stage, point }: LookRowProps) {
  const { value, interval } = pointText(series, point);
  const cells = [
    value,
    interval ?? (series.kind === "gain" ? "none yet" : "not judged by one"),
    armText(series, point.candidate),
    armText(series, point.baseline),
    rowsOfPoint(series, point),
    stateText(point),
  ];
  return (
    <tr className="border-t border-line">
      <th scope="row" className="px-2 py-1 text-left font-normal text-ink-2">
        <Time at={new Date(point.atMs).toISOString()} as="second" />
      </th>
      <td className="px-2 py-1 text-ink-2">{stage}</td>
      {cells.map((cell, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change places
        <td key={at} className="px-2 py-1 text-right">
          {cell}
        </td>
      ))}
    </tr>
  );
}
