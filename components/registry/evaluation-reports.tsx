import { EmptyState } from "#components/ui/empty-state.tsx";
import { ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { shortDigest } from "#components/ui/short-digest.ts";
import type { ReportSummary } from "#lib/registry/views/report.ts";
import { measuredValue } from "./headline-metric.ts";
import { metricTitle, valueText } from "./metric-words.ts";

type EvaluationReportsProps = { reports: readonly ReportSummary[]; metric: string };

/** Who measured a version on what, with one metric of each report. */
export function EvaluationReports({ reports, metric }: EvaluationReportsProps) {
  return (
    <Sheet title="Evaluation reports" provenance={metricTitle(metric)} flush>
      {reports.length === 0 && (
        <EmptyState title="No report is bound to this version">
          A report counts once it names this version's artifact and data digests.
        </EmptyState>
      )}
      <ItemList
        square={false}
        items={reports.map((report) => ({
          key: report.id,
          title: report.pipeline,
          detail: `bound to ${shortDigest(report.subjectDigest).short}, ${report.dataset.name}`,
          tone: "pass",
          trailing: (
            <span className="text-sm text-ink tabular-nums">
              {measuredText(measuredValue(report, metric), metric)}
            </span>
          ),
        }))}
      />
    </Sheet>
  );
}

const measuredText = (value: number | null, metric: string): string =>
  value === null ? "not measured" : valueText(metric, value);
