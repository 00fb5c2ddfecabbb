import Link from "next/link";
import {
  fullChangeOf,
  SLICE_ROWS_MIN,
  singleSlices,
  sliceGrid,
  sliceName,
} from "#components/registry/evaluation-view.ts";
import { metricTitle } from "#components/registry/metric-words.ts";
import { SliceHeat } from "#components/registry/slice-heat.tsx";
import { SliceTable } from "#components/registry/slice-table.tsx";
import { WorstSlices } from "#components/registry/worst-slices.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { sharingError } from "#lib/registry/slices-sharing-error.ts";
import type { Comparison } from "#lib/releases/views/comparison.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { MetricsSheet } from "./metrics-sheet.tsx";

/** The metrics overall and by slice, and the reports that hold them. */
export function EvaluationTab({ release }: { release: ReleasePageView }) {
  const { sections, comparison } = release;
  const href = `/models/${sections.target.model}/versions/${sections.artifact.version}?tab=evaluation`;
  const reports = sections.evidence.reports;
  return (
    <>
      <MetricsSheet release={release} />
      {comparison && <Slices comparison={comparison} baseVersion={sections.target.base?.version ?? null} />}
      <Sheet
        title="Signed reports"
        provenance={
          <>
            {countOf(reports.length, "report")}
            <Link href={href} className="font-medium text-accent hover:underline">
              All reports of this version
            </Link>
          </>
        }
        flush
      >
        <DataTable
          caption="Signed reports"
          columns={reportColumns}
          rows={reports}
          rowKey={(row) => row.digest}
        />
      </Sheet>
    </>
  );
}

function Slices({ comparison, baseVersion }: { comparison: Comparison; baseVersion: number | null }) {
  const metric = comparison.metrics[0]?.metric;
  if (!metric || comparison.slices.length === 0) return null;
  const slices = sharingError(comparison.slices);
  const grid = sliceGrid(slices, metric);
  const singles = singleSlices(slices);
  return (
    <>
      <WorstSlices slices={slices} metric={metric} against={`v${baseVersion}`} />
      {grid && (
        <SliceHeat
          title={`${metricTitle(metric)} by slice, change against v${baseVersion}`}
          provenance="+ is better"
          rows={grid.rows}
          columns={grid.columns}
          cells={grid.cells}
          fullChange={fullChangeOf(grid.cells)}
          nMin={SLICE_ROWS_MIN}
        />
      )}
      {singles.length > 0 && (
        <SliceTable
          title="Single slices"
          metric={metric}
          against={`v${baseVersion}`}
          rows={singles.map(({ slice, n, metrics, candidates }) => ({
            name: sliceName(slice),
            n,
            value: candidates?.find((each) => each.metric === metric),
            delta: metrics.find((each) => each.metric === metric),
          }))}
        />
      )}
    </>
  );
}

type Report = ReleasePageView["sections"]["evidence"]["reports"][number];

const reportColumns: readonly Column<Report>[] = [
  { key: "pipeline", header: "Pipeline", cell: (report) => report.pipeline },
  { key: "dataset", header: "Dataset", cell: (report) => <Digest value={report.dataset} /> },
  { key: "digest", header: "Report", align: "right", cell: (report) => <Digest value={report.digest} /> },
];
