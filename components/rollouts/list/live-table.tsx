import { percentText } from "#components/exposure/live-words.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { SaidText } from "#components/ui/said.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Age } from "#components/ui/time.tsx";
import type { ListedRollout } from "#lib/rollouts/views/rollout-list.ts";
import { noteText, rolloutPath } from "./list-words.ts";
import { nextStep } from "./next-step.ts";
import { standingLooks, standingOf, worstFirst } from "./standing.ts";

/** Every live rollout in a line, the worst first: the same facts as the rows that are read from afar. */
export function LiveTable({ rows }: { rows: readonly ListedRollout[] }) {
  return (
    <Sheet title="Live" provenance="worst first" flush>
      <DataTable
        caption="Live rollouts"
        columns={columns}
        rows={worstFirst(rows)}
        rowKey={(row) => String(row.number)}
        rowHref={rolloutPath}
      />
    </Sheet>
  );
}

const columns: readonly Column<ListedRollout>[] = [
  {
    key: "rollout",
    header: "Rollout",
    cell: ({ model, candidate, pointer }) => `${model} v${candidate} on ${pointer}`,
    second: ({ startedBy }) => `Started by ${startedBy}`,
  },
  {
    key: "state",
    header: "State",
    cell: (row) => <Stated look={standingLooks[standingOf(row)]} />,
    second: ({ stoppedAt }) =>
      stoppedAt && (
        <>
          <Age at={stoppedAt} /> ago
        </>
      ),
  },
  {
    key: "serves",
    header: "Serves",
    align: "right",
    cell: ({ servedPercent }) => percentText(servedPercent),
  },
  {
    key: "stage",
    header: "Stage",
    cell: ({ stage }) => stage,
    second: ({ stageIndex, stages }) => `${stageIndex + 1} of ${stages.length}`,
  },
  {
    key: "guardrail",
    header: "Guardrail that decides",
    wide: true,
    cell: (row) => <span className="text-ink-2">{noteText(row)}</span>,
  },
  {
    key: "next",
    header: "Next",
    cell: (row) => nextStep(row).step,
    second: (row) => <SaidText said={nextStep(row).when} />,
  },
];
