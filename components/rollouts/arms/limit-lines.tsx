import { ReferenceDot, ReferenceLine } from "recharts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { ChartRow } from "./chart-scale.ts";
import type { ChartSeries } from "./chart-series.ts";

/** The level at which the candidate fails. */
export function Limit({ series: { limit, decimals } }: { series: ChartSeries }) {
  if (limit === null) return null;
  return (
    <ReferenceLine
      y={limit}
      stroke="var(--fail)"
      strokeDasharray="4 3"
      label={{
        value: `limit ${formatNumber(limit, decimals)}`,
        position: "insideBottomRight",
        fontSize: 10,
        fill: "var(--fail)",
      }}
    />
  );
}

/** When the limit was crossed, with a dot on the candidate's last value until then. */
export function Breach({ at, rows }: { at: string | null; rows: readonly ChartRow[] }) {
  if (at === null) return null;
  const atMs = Date.parse(at);
  const last = rows.findLast((row) => row.atMs <= atMs && row.candidate !== null);
  return (
    <>
      <ReferenceLine x={atMs} stroke="var(--fail)" strokeWidth={1.25} />
      {last && (
        <ReferenceDot
          x={last.atMs}
          y={last.candidate ?? 0}
          r={4}
          fill="var(--fail)"
          stroke="var(--surface)"
        />
      )}
    </>
  );
}
