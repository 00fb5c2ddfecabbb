"use client";

import {
  Area,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from "recharts";
import { formatNumber } from "#components/ui/format-number.ts";
import { chartRows, yDomain } from "./chart-scale.ts";
import type { ArmSeries, StageBand } from "./rollout-view.ts";

const chartHeightPx = 152;
/** Under the bands and lines, which recharts draws at 100 and above. */
const groundLayer = -60;

type ArmChartProps = { series: ArmSeries; bands: readonly StageBand[] };

/**
 * Both arms of one metric over time. Grey is the baseline, indigo the candidate. Stage bands lie behind; the
 * limit is dashed red; the breach is a red rule with a dot; silence is hatched.
 */
export function ArmChart({ series, bands }: ArmChartProps) {
  const rows = chartRows(series.points);
  const domain = yDomain(series);
  const firstMs = rows[0]?.atMs ?? 0;
  const lastMs = rows.at(-1)?.atMs ?? 1;
  const breachMs = series.breachAt ? Date.parse(series.breachAt) : null;
  const atBreach =
    breachMs === null ? undefined : rows.findLast((row) => row.atMs <= breachMs && row.candidate !== null);
  return (
    <div aria-hidden="true">
      <div className="h-[152px] w-full">
        <ResponsiveContainer initialDimension={{ width: 400, height: chartHeightPx }} minWidth={0}>
          <ComposedChart
            data={rows}
            margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <defs>
              <pattern
                id="silence"
                width="6"
                height="6"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <line x1="0" x2="0" y1="0" y2="6" stroke="var(--ink-3)" strokeOpacity=".5" />
              </pattern>
            </defs>
            <XAxis dataKey="atMs" type="number" domain={[firstMs, lastMs]} hide />
            <YAxis domain={domain} allowDataOverflow hide />
            {bands.map((band, index) => (
              <ReferenceArea
                key={band.name + band.from}
                x1={Math.max(firstMs, Date.parse(band.from))}
                x2={Math.min(lastMs, Date.parse(band.to))}
                fill={index % 2 === 1 ? "var(--sunken)" : "transparent"}
                fillOpacity={1}
                zIndex={groundLayer}
              />
            ))}
            {quarters(domain).map((y) => (
              <ReferenceLine key={y} y={y} stroke="var(--line)" zIndex={groundLayer + 1} />
            ))}
            <Area
              dataKey="baselineBand"
              stroke="none"
              fill="var(--baseline)"
              fillOpacity={0.15}
              isAnimationActive={false}
            />
            <Area
              dataKey="candidateBand"
              stroke="none"
              fill="var(--candidate)"
              fillOpacity={0.15}
              isAnimationActive={false}
            />
            <Line
              dataKey="baseline"
              stroke="var(--baseline)"
              strokeWidth={1.25}
              dot={false}
              isAnimationActive={false}
            />
            <Line
              dataKey="candidate"
              stroke="var(--candidate)"
              strokeWidth={1.75}
              dot={false}
              isAnimationActive={false}
            />
            {series.silentSince && (
              <ReferenceArea
                x1={Math.max(firstMs, Date.parse(series.silentSince))}
                x2={lastMs}
                fill="url(#silence)"
                fillOpacity={1}
              />
            )}
            {series.limit !== null && (
              <ReferenceLine
                y={series.limit}
                stroke="var(--fail)"
                strokeDasharray="4 3"
                label={{
                  value: `limit ${formatNumber(series.limit, series.decimals)}`,
                  position: "insideBottomRight",
                  fontSize: 10,
                  fill: "var(--fail)",
                }}
              />
            )}
            {breachMs !== null && <ReferenceLine x={breachMs} stroke="var(--fail)" strokeWidth={1.25} />}
            {atBreach && (
              <ReferenceDot
                x={atBreach.atMs}
                y={atBreach.candidate ?? 0}
                r={4}
                fill="var(--fail)"
                stroke="var(--surface)"
              />
            )}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <StageNames bands={bands} firstMs={firstMs} lastMs={lastMs} />
    </div>
  );
}

/** Under the chart, each where its stage begins; a stage too short for its name goes unnamed here. */
function StageNames({
  bands,
  firstMs,
  lastMs,
}: {
  bands: readonly StageBand[];
  firstMs: number;
  lastMs: number;
}) {
  const percent = (at: string) =>
    Math.min(1, Math.max(0, (Date.parse(at) - firstMs) / (lastMs - firstMs || 1))) * 100;
  return (
    <div className="relative h-4 overflow-hidden text-2xs text-ink-3">
      {bands
        .filter((band) => percent(band.to) - percent(band.from) >= 8)
        .map((band) => (
          <span
            key={band.name + band.from}
            className="absolute truncate pl-1"
            style={{ left: `${percent(band.from)}%`, width: `${percent(band.to) - percent(band.from)}%` }}
          >
            {band.name}
          </span>
        ))}
    </div>
  );
}

/** Three horizontal lines at most. */
function quarters([low, high]: readonly [number, number]): readonly number[] {
  return [0.25, 0.5, 0.75].map((share) => low + (high - low) * share);
}
