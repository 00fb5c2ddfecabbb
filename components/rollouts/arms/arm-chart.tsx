"use client";

import { ComposedChart, ReferenceArea, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { ArmLines } from "./arm-lines.tsx";
import { ChartGround } from "./chart-ground.tsx";
import { chartRows, xDomain, yDomain } from "./chart-scale.ts";
import type { ChartSeries } from "./chart-series.ts";
import { Breach, Limit } from "./limit-lines.tsx";
import type { StageBand } from "./stage-bands.ts";
import { StageNames } from "./stage-names.tsx";

const chartHeightPx = 152;

type ArmChartProps = { series: ChartSeries; bands: readonly StageBand[] };

/**
 * Both arms of one metric over time. Grey is the baseline, indigo the candidate. Stage bands lie behind; the
 * limit is dashed red; the breach is a red rule with a dot; silence is hatched.
 */
export function ArmChart({ series, bands }: ArmChartProps) {
  const rows = chartRows(series.points);
  const across = xDomain(series);
  const up = yDomain(series);
  const hatching = `silence-${series.id}`;
  return (
    <div aria-hidden="true">
      <div className="h-[152px] w-full">
        <ResponsiveContainer initialDimension={{ width: 400, height: chartHeightPx }} minWidth={0}>
          <ComposedChart
            data={rows}
            margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <Hatching id={hatching} />
            <XAxis dataKey="atMs" type="number" domain={across} allowDataOverflow hide />
            <YAxis domain={up} allowDataOverflow hide />
            <ChartGround bands={bands} across={across} up={up} />
            <ArmLines />
            {series.silence && (
              <ReferenceArea
                x1={Date.parse(series.silence.from)}
                x2={Date.parse(series.silence.to)}
                fill={`url(#${hatching})`}
                fillOpacity={1}
              />
            )}
            <Limit series={series} />
            <Breach at={series.breachAt} rows={rows} />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <StageNames bands={bands} domain={across} />
    </div>
  );
}

function Hatching({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" x2="0" y1="0" y2="6" stroke="var(--ink-3)" strokeOpacity=".5" />
      </pattern>
    </defs>
  );
}
