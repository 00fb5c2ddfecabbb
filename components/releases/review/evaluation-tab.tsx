import Link from "next/link";
import {
  fullChangeOf,
  SLICE_ROWS_MIN,
  singleSlices,
  sliceGrid,
  sliceName,
} from "#components/registry/evaluation-view.ts";
import { metricDecimals, metricTitle } from "#components/registry/metric-words.ts";
import { SliceHeat } from "#components/registry/slice-heat.tsx";
import { SliceTable } from "#components/registry/slice-table.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { ReleaseView } from "#lib/releases/rows/release-view.ts";
import { MetricsSheet } from "./metrics-sheet.tsx";

/** The numbers behind the decision: overall, by slice, and the reports they come from. */
export function EvaluationTab({ release }: { release: ReleaseView }) {
  const { sections, comparison } = release;
  const href = `/models/${sections.target.model}/versions/${sections.artifact.version}?tab=evaluation`;
  const reports = sections.evidence.reports;
  return (
    <>
      <MetricsSheet release={release} />
      {comparison && <Slices comparison={comparison} baseVersion={sections.target.base?.version ?? null} />}
      <Sheet
        title="Reports under signature"
        provenance={
          <>
            {countOf(reports.length, "report")}
            <Link href={href} className="font-medium text-accent hover:underline">
              Everything measured
            </Link>
          </>
        }
        flush
      >
        <DataTable
          caption="Reports under signature"
          columns={reportColumns}
          rows={reports}
          rowKey={(row) => row.digest}
        />
      </Sheet>
    </>
  );
}

type Comparison = NonNullable<ReleaseView["comparison"]>;

function Slices({ comparison, baseVersion }: { comparison: Comparison; baseVersion: number | null }) {
  const metric = comparison.metrics[0]?.metric;
  if (!metric || comparison.slices.length === 0) return null;
  const grid = sliceGrid(comparison.slices, metric);
  const singles = singleSlices(comparison.slices);
  return (
    <>
      {grid && (
        <SliceHeat
          title={`${metricTitle(metric)} by slice, change against v${baseVersion}`}
          provenance="green is better"
          rows={grid.rows}
          columns={grid.columns}
          cells={grid.cells}
          decimals={metricDecimals(metric)}
          fullChange={fullChangeOf(grid.cells)}
          nMin={SLICE_ROWS_MIN}
        />
      )}
      {singles.length > 0 && (
        <SliceTable
          title="One part of the traffic at a time"
          metric={metric}
          against={`v${baseVersion}`}
          rows={singles.map(({ slice, n, metrics }) => ({
            name: sliceName(slice),
            n,
            metric: undefined,
            delta: metrics.find((each) => each.metric === metric),
          }))}
        />
      )}
    </>
  );
}

type Report = ReleaseView["sections"]["evidence"]["reports"][number];

const reportColumns: readonly Column<Report>[] = [
  { key: "pipeline", header: "Pipeline", cell: (report) => report.pipeline },
  { key: "dataset", header: "Data set", cell: (report) => <Digest value={report.dataset} /> },
  { key: "digest", header: "Report", align: "right", cell: (report) => <Digest value={report.digest} /> },
];
