import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Guardrail } from "#lib/releases/plan.ts";
import type { ArmEvidence, Evidence } from "#lib/rollouts/evidence.ts";

type Row = { id: string; title: string; arm: string; evidence: ArmEvidence };

/** The evidence as it was kept: counts, sums and times, nothing rounded away but the print. */
export function EvidenceTable({
  evidence,
  guardrails,
}: {
  evidence: Evidence;
  guardrails: readonly Guardrail[];
}) {
  const rows = guardrails.flatMap(({ id, title }): Row[] => {
    const found = evidence.byGuardrail[id];
    return (["baseline", "candidate"] as const).flatMap((arm) =>
      found?.[arm] ? [{ id: `${id} ${arm}`, title, arm, evidence: found[arm] }] : [],
    );
  });
  const { baseline, candidate, plannedCandidateShare } = evidence.exposureCounts;
  return (
    <Sheet title="What it was made from" provenance="the evidence as it was kept" flush>
      <DataTable
        caption="Evidence by guardrail and arm"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
      />
      <div className="py-4">
        <DefinitionList
          items={[
            { term: "As of", value: <Time at={evidence.asOf} as="second" /> },
            { term: "Stage entered", value: <Time at={evidence.stageEnteredAt} as="second" /> },
            {
              term: "Watermark",
              value: evidence.watermark ? <Time at={evidence.watermark} as="second" /> : "none",
            },
            {
              term: "Answered by",
              value: `${formatNumber(baseline)} baseline, ${formatNumber(candidate)} candidate; planned share ${plannedCandidateShare}`,
            },
          ]}
        />
      </div>
    </Sheet>
  );
}

const columns: readonly Column<Row>[] = [
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
