import {
  chosenComparison,
  fullChangeOf,
  SLICE_ROWS_MIN,
  sliceGrid,
} from "#components/registry/evaluation-view.ts";
import { metricTitle } from "#components/registry/metric-words.ts";
import { SliceHeat } from "#components/registry/slice-heat.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import { liveVersion } from "./live-version.ts";

type SliceChangeProps = {
  page: VersionPageView;
  /** The report's first metric where none is given. */
  metric?: string | undefined;
};

/** A metric's change by slice, against what is live or the parent. */
export function SliceChange({ page, metric: asked }: SliceChangeProps) {
  const { report, version } = page;
  const metric = asked ?? report?.metrics[0]?.metric;
  const comparison = report && chosenComparison(report.content, [liveVersion(page), version.parent?.number]);
  const grid = comparison && metric ? sliceGrid(comparison.slices, metric) : null;
  if (!report || !comparison || !metric || !grid) return <NoSlices page={page} />;
  const against = comparison.against.version;
  const name = against === liveVersion(page) ? `live v${against}` : `v${against}`;
  return (
    <SliceHeat
      title={`${metricTitle(metric)} by slice, change against ${name}`}
      provenance={`${report.dataset.name}, ${formatNumber(report.rows)} rows, + is better`}
      rows={grid.rows}
      columns={grid.columns}
      cells={grid.cells}
      fullChange={fullChangeOf(grid.cells)}
      nMin={SLICE_ROWS_MIN}
    />
  );
}

function NoSlices({ page: { report, version } }: Pick<SliceChangeProps, "page">) {
  return (
    <Sheet title="Change by slice">
      {report === null ? (
        <EmptyState title="This version has not been evaluated">
          File a report that names its digest to see its numbers by slice here.
        </EmptyState>
      ) : (
        <EmptyState title="No report compares this version by slice">
          {version.parent
            ? `Evaluate v${version.parent.number} on the same rows and file both in one report.`
            : "The first version has no earlier one to compare with."}
        </EmptyState>
      )}
    </Sheet>
  );
}
