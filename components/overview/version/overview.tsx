import { Calibration } from "#components/registry/calibration.tsx";
import { EvaluationReports } from "#components/registry/evaluation-reports.tsx";
import { calibrationBins } from "#components/registry/evaluation-view.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SideBySide } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { CALIBRATION_ERROR, HEADLINE } from "#lib/metrics/catalogue.ts";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import { SliceChange } from "./slice-change.tsx";
import { VersionLineage } from "./version-lineage.tsx";

/** A version on one screen: where it is better and worse, whether its scores mean what they say, where it comes from. */
export function Overview({ page }: { page: VersionPageView }) {
  const { report, reports } = page;
  return (
    <>
      <SliceChange page={page} />
      <SideBySide>
        <CalibrationOf report={report} />
        <EvaluationReports reports={reports} metric={reportedMetric(page)} />
      </SideBySide>
      <VersionLineage page={page} />
    </>
  );
}

/** The metric that distinguishes the reports: the first that any of them has. */
const reportedMetric = ({ report, reports }: VersionPageView): string =>
  report?.metrics[0]?.metric ?? reports[0]?.metrics[0]?.metric ?? HEADLINE;

function CalibrationOf({ report }: Pick<VersionPageView, "report">) {
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
