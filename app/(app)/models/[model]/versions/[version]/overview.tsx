import { Calibration } from "#components/registry/calibration.tsx";
import { EvaluationReports } from "#components/registry/evaluation-reports.tsx";
import {
  calibrationBins,
  chosenComparison,
  fullChangeOf,
  SLICE_ROWS_MIN,
  sliceGrid,
} from "#components/registry/evaluation-view.ts";
import { LineageSketch } from "#components/registry/lineage-sketch.tsx";
import { metricDecimals, metricTitle } from "#components/registry/metric-words.ts";
import { SliceHeat } from "#components/registry/slice-heat.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { SideBySide } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { shortDigest } from "#components/ui/short-digest.ts";
import { CALIBRATION_ERROR, HEADLINE } from "#lib/metrics/catalogue.ts";
import { lineageOf, liveVersion, type VersionData } from "./version-words.ts";

/** A version on one screen: where it is better and worse, whether it means what it says, and where it comes from. */
export function Overview({ page }: { page: VersionData }) {
  return (
    <>
      <SliceChange page={page} />
      <SideBySide>
        <CalibrationOf page={page} />
        <Reports page={page} />
      </SideBySide>
      <LineageSketch {...lineageOf(page)} currentId="version" />
    </>
  );
}

/** The headline metric's change by slice, against what is live or the parent. */
export function SliceChange({ page, metric: asked }: { page: VersionData; metric?: string | undefined }) {
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
      decimals={3}
      fullChange={fullChangeOf(grid.cells)}
      nMin={SLICE_ROWS_MIN}
    />
  );
}

function NoSlices({ page: { report, version } }: { page: VersionData }) {
  return (
    <Sheet title="Change by slice">
      {report === null ? (
        <EmptyState title="This version has not been evaluated">
          File a report that names its digest, and its numbers by slice stand here.
        </EmptyState>
      ) : (
        <EmptyState title="No report compares this version by slice">
          {version.parent
            ? `Evaluate v${version.parent.number} on the same rows and file both in one report.`
            : "The first version has nothing before it to be compared with."}
        </EmptyState>
      )}
    </Sheet>
  );
}

function CalibrationOf({ page: { report } }: { page: VersionData }) {
  const bins = report ? calibrationBins(report.content) : [];
  const error = report?.metrics.find(({ metric }) => metric === CALIBRATION_ERROR);
  if (bins.length === 0 || error?.value == null) {
    return (
      <Sheet title="Calibration">
        <EmptyState title="No calibration was reported">
          A report with bins of predicted and observed shares is drawn here.
        </EmptyState>
      </Sheet>
    );
  }
  const chance = error.nullP95 === undefined ? null : { low: 0, high: error.nullP95 };
  return <Calibration bins={bins} error={error.value} chance={chance} />;
}

function Reports({ page: { report, reports } }: { page: VersionData }) {
  const metric = report?.metrics[0]?.metric ?? reports[0]?.metrics[0]?.metric ?? HEADLINE;
  return (
    <EvaluationReports
      metric={metricTitle(metric)}
      decimals={metricDecimals(metric)}
      reports={reports.map((one) => ({
        id: one.id,
        pipeline: one.pipeline,
        note: `bound to ${shortDigest(one.subjectDigest).short}, ${one.dataset.name}`,
        value: one.metrics.find((measured) => measured.metric === metric)?.value ?? null,
        accepted: true,
      }))}
    />
  );
}
