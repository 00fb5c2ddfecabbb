import { clsx } from "clsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Age } from "#components/ui/time.tsx";
import type { ArmReport, SourceReport } from "#lib/monitoring/views/source-report.ts";
import type { ArmNames } from "../arm-names.ts";
import {
  answersText,
  brokenText,
  invalidText,
  lacksReceipts,
  receiptsText,
  sourceName,
} from "./source-words.ts";

type SourceTableProps = {
  sources: readonly SourceReport[];
  arms: ArmNames;
  /** The share of rows with a valid receipt that the plan asks for, in per cent; 0 where it asks for none. */
  neededPercent: number;
};

/** Who reported a stage's evidence: how much of each arm, how much of it broken, and how much with a receipt. */
export function SourceTable({ sources, arms, neededPercent }: SourceTableProps) {
  const asks = neededPercent === 0 ? "" : `; the plan asks for ${neededPercent} % valid receipts`;
  return (
    <Sheet
      title="Sources"
      provenance={`${countOf(sources.length, "source")} in this stage; upper line ${arms.candidate}, lower line ${arms.baseline}${asks}`}
      flush
    >
      <DataTable
        caption="Sources of the evidence"
        columns={columnsFor(neededPercent)}
        rows={sources}
        rowKey={({ source }) => source}
        empty={
          <EmptyState title="No evidence yet">
            Each sender is listed here once its first answers of this stage have arrived.
          </EmptyState>
        }
      />
    </Sheet>
  );
}

/** The candidate's number, and below it the baseline's; amber where it holds the stage. */
function counted(
  key: string,
  header: string,
  text: (arm: ArmReport | null) => string,
  holds: (arm: ArmReport | null) => boolean = () => false,
): Column<SourceReport> {
  const tone = (arm: ArmReport | null) => clsx("whitespace-nowrap", holds(arm) && "text-hold");
  return {
    key,
    header,
    align: "right",
    cell: ({ candidate }) => <span className={tone(candidate)}>{text(candidate)}</span>,
    second: ({ baseline }) => <span className={tone(baseline)}>{text(baseline)}</span>,
  };
}

const LastSeen = ({ arm }: { arm: ArmReport | null }) =>
  arm === null ? <span>never</span> : <Age at={arm.latestAt} className="whitespace-nowrap" />;

const columnsFor = (neededPercent: number): readonly Column<SourceReport>[] => [
  {
    key: "source",
    header: "Source",
    className: "sm:w-[36%]",
    cell: sourceName,
    second: (row) => {
      const invalid = invalidText(row);
      return invalid && <span className="text-hold">{invalid}</span>;
    },
  },
  counted("rows", "Answers", answersText),
  counted("broken", "Broken", brokenText),
  counted("receipts", "Valid receipts", receiptsText, (arm) => lacksReceipts(arm, neededPercent)),
  {
    key: "latest",
    header: "Last seen",
    align: "right",
    cell: ({ candidate }) => (
      <span className="text-ink-2">
        <LastSeen arm={candidate} />
      </span>
    ),
    second: ({ baseline }) => <LastSeen arm={baseline} />,
  },
];
