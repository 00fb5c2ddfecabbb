import { clsx } from "clsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";

export type EvaluationReport = {
  id: string;
  pipeline: string;
  /** What it is bound to, or why it was refused. */
  note: string;
  value: number | null;
  accepted: boolean;
};

type ReportsProps = { reports: readonly EvaluationReport[]; metric: string; decimals: number };

/** Who measured it, on what. A report about another artifact is shown, struck out, and counts for nothing. */
export function EvaluationReports({ reports, metric, decimals }: ReportsProps) {
  return (
    <Sheet title="Evaluation reports" provenance={metric} flush>
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
          detail: report.note,
          tone: report.accepted ? "pass" : "fail",
          trailing: (
            <span className={clsx("text-sm tabular-nums", report.accepted ? "text-ink" : "line-through")}>
              {formatNumber(report.value, decimals)}
            </span>
          ),
        }))}
      />
    </Sheet>
  );
}
