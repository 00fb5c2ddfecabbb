import { DataTable } from "#components/ui/data-table.tsx";
import type { Gate } from "#lib/policy/gate.ts";
import { mayWaive, missingLabels, severityLabels } from "./gate-words.ts";

/** The gates of a policy: what each asks, whether it blocks, and who may waive it. */
export function GateTable({ gates }: { gates: readonly Gate[] }) {
  return (
    <DataTable
      caption="Gates that every release must pass"
      rows={gates}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "gate",
          header: "Gate",
          cell: ({ title }) => title,
          second: ({ expression }) => <code className="break-words font-mono text-xs">{expression}</code>,
          wide: true,
        },
        {
          key: "severity",
          header: "Severity",
          cell: ({ severity }) => (
            <span className={severity === "block" ? "text-fail" : "text-hold"}>
              {severityLabels[severity]}
            </span>
          ),
        },
        { key: "missing", header: "Without data", cell: ({ whenMissing }) => missingLabels[whenMissing] },
        { key: "waive", header: "May waive", cell: mayWaive },
      ]}
    />
  );
}
