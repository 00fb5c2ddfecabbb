import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import { type EvidenceRow, evidenceRows, receiptsText, servedText } from "./evidence-rows.ts";

/** The evidence as it is stored: counts, sums and times; only the print is rounded. */
export function EvidenceTable({ inputs }: { inputs: GateVerdictView["inputs"] }) {
  const { asOf, stageEnteredAt, watermark, exposureCounts } = inputs.evidence;
  const receipts = receiptsText(inputs);
  return (
    <Sheet title="Evidence" provenance="as stored" flush>
      <DataTable
        caption="Evidence by guardrail and arm"
        columns={columns}
        rows={evidenceRows(inputs)}
        rowKey={(row) => row.id}
      />
      <div className="py-4">
        <DefinitionList
          items={[
            { term: "As of", value: <Time at={asOf} as="second" /> },
            { term: "Stage entered", value: <Time at={stageEnteredAt} as="second" /> },
            { term: "Watermark", value: watermark ? <Time at={watermark} as="second" /> : "none" },
            { term: "Served", value: servedText(exposureCounts) },
            ...(receipts === null ? [] : [{ term: "Valid receipts", value: receipts }]),
          ]}
        />
      </div>
    </Sheet>
  );
}

const columns: readonly Column<EvidenceRow>[] = [
  { key: "guardrail", header: "Guardrail", cell: (row) => row.title, second: (row) => row.arm },
  { key: "n", header: "n", align: "right", cell: ({ evidence }) => formatNumber(evidence.n) },
  { key: "mean", header: "Mean", align: "right", cell: ({ evidence }) => exact(evidence.mean) },
  { key: "m2", header: "Squared deviations", align: "right", cell: ({ evidence }) => exact(evidence.m2) },
  {
    key: "odd",
    header: "Not finite",
    align: "right",
    cell: ({ evidence }) => formatNumber(evidence.nonFinite),
  },
  {
    key: "latest",
    header: "Newest",
    align: "right",
    cell: ({ evidence }) => (evidence.latestAt ? <Time at={evidence.latestAt} as="clock" /> : "–"),
  },
];

const exact = (value: number): string => formatNumber(value, 6);
