"use client";

import { Area, ComposedChart, Line, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { countOf, formatNumber, formatShare } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";

/** One bin of the reliability diagram: mean prediction, observed share, its interval, how many. All 0 to 1. */
export type CalibrationBin = { predicted: number; observed: number; low: number; high: number; n: number };

type CalibrationProps = {
  bins: readonly CalibrationBin[];
  error: number;
  /** What a perfectly calibrated model of this size would show by chance. */
  chance: { low: number; high: number } | null;
};

/** Does a predicted share come true as often as it says? */
export function Calibration({ bins, error, chance }: CalibrationProps) {
  const range = chance
    ? `; a perfect model of this size shows ${formatNumber(chance.low, 3)} to ${formatNumber(chance.high, 3)}.`
    : ".";
  return (
    <Sheet title="Calibration" provenance={`${countOf(bins.length, "bin")}, 95 % band`}>
      <Drawing bins={bins} />
      <p className="mt-1 text-xs text-ink-2">
        Predicted left to right, observed upwards. Error {formatNumber(error, 3)}
        {range}
      </p>
      <Table bins={bins} />
    </Sheet>
  );
}

function Drawing({ bins }: Pick<CalibrationProps, "bins">) {
  const rows = bins.map((bin) => ({ ...bin, band: [bin.low, bin.high] }));
  return (
    <div aria-hidden="true" className="h-[190px] w-full max-w-[340px]">
      <ResponsiveContainer initialDimension={{ width: 320, height: 190 }} minWidth={0}>
        <ComposedChart
          data={rows}
          margin={{ top: 6, right: 8, bottom: 4, left: 8 }}
          accessibilityLayer={false}
        >
          <XAxis
            dataKey="predicted"
            type="number"
            domain={[0, 1]}
            ticks={[0, 0.5, 1]}
            {...axis}
            height={18}
          />
          <YAxis type="number" domain={[0, 1]} ticks={[0, 0.5, 1]} {...axis} width={22} />
          {[0.25, 0.5, 0.75].map((y) => (
            <ReferenceLine key={y} y={y} stroke="var(--line)" />
          ))}
          <ReferenceLine
            segment={[
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ]}
            stroke="var(--line-strong)"
            strokeDasharray="3 3"
          />
          <Area
            dataKey="band"
            stroke="none"
            fill="var(--candidate)"
            fillOpacity={0.15}
            isAnimationActive={false}
          />
          <Line
            dataKey="observed"
            stroke="var(--candidate)"
            strokeWidth={1.75}
            dot={{ r: 2.5, fill: "var(--candidate)", strokeWidth: 0 }}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function Table({ bins }: Pick<CalibrationProps, "bins">) {
  return (
    <details className="mt-1 text-xs">
      <summary className="font-medium text-accent">Table</summary>
      <table className="mt-1 w-full tabular-nums">
        <caption className="sr-only">Calibration by bin</caption>
        <thead className="text-ink-3">
          <tr>
            {["Predicted", "Observed", "n"].map((header) => (
              <th key={header} scope="col" className="py-0.5 text-right font-medium">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={bin.predicted} className="border-t border-line">
              <td className="py-0.5 text-right">{formatShare(bin.predicted, 1)}</td>
              <td className="py-0.5 text-right">{formatShare(bin.observed, 1)}</td>
              <td className="py-0.5 text-right text-ink-2">{formatNumber(bin.n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const axis = {
  tick: { fontSize: 10, fill: "var(--ink-3)" },
  tickLine: false,
  axisLine: false,
  tickFormatter: (value: number) => formatNumber(value, 1),
} as const;
