import { ChangeBar } from "#components/metrics/change-bar.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { GuardrailVerdictView } from "#lib/rollouts/views/guardrail-verdict.ts";
import type { ArmNames } from "../arm-names.ts";
import { type SlicedGuardrail, type SliceRow, slicedGuardrails, sliceLooks } from "./slice-words.ts";

type SliceSheetsProps = {
  plan: Plan;
  stageIndex: number;
  verdicts: readonly GuardrailVerdictView[];
  arms: ArmNames;
};

/** Each guardrail that the plan judges by slices, slice by slice; the first open, the others folded. */
export function SliceSheets({ plan, stageIndex, verdicts, arms }: SliceSheetsProps) {
  const [first, ...others] = slicedGuardrails(plan, plan.stages[stageIndex], verdicts);
  if (first === undefined) return null;
  return (
    <>
      <SliceSheet sliced={first} arms={arms} />
      {others.length > 0 && (
        <details className="flex flex-col gap-4">
          <summary className="text-sm font-medium text-accent">
            {others.length === 1 ? "One more guardrail" : `${others.length} more guardrails`} by slice
          </summary>
          <div className="mt-3 flex flex-col gap-4">
            {others.map((each) => (
              <SliceSheet key={each.id} sliced={each} arms={arms} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function SliceSheet({ sliced, arms }: { sliced: SlicedGuardrail; arms: ArmNames }) {
  const { title, rows, notes } = sliced;
  const reach = Math.max(...rows.map(({ change: { gain } }) => reachOf(gain)), 0);
  return (
    <Sheet
      title={`By slice: ${title}, ${arms.candidate} − ${arms.baseline}`}
      provenance={`n: upper line ${arms.candidate}, lower line ${arms.baseline}; right is better`}
      flush
    >
      <DataTable
        caption={`${title} by slice`}
        columns={columnsFor(reach > 0 ? reach : undefined)}
        rows={rows}
        rowKey={({ slice }) => slice}
        empty={
          <EmptyState title="No slice yet">
            Each slice is listed here once a minute in which answers of it arrived is over.
          </EmptyState>
        }
      />
      <ul className="flex flex-col gap-0.5 py-3 text-xs text-ink-2">
        {notes.map((note) => (
          <li key={note} className="wrap-anywhere">
            {note}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

const reachOf = (gain: SliceRow["change"]["gain"]): number =>
  Math.max(...[gain?.by, gain?.low, gain?.high].map((each) => Math.abs(each ?? 0)));

/** What decides nothing is grey. */
const barTone = (state: SliceRow["state"]): Tone =>
  state === "INCONCLUSIVE" ? "none" : sliceLooks[state].tone;

const columnsFor = (reach: number | undefined): readonly Column<SliceRow>[] => [
  {
    key: "slice",
    header: "Slice",
    className: "sm:w-[30%]",
    cell: ({ slice }) => <span className="wrap-anywhere">{sliceText(slice)}</span>,
  },
  {
    key: "n",
    header: "n",
    align: "right",
    cell: ({ n }) => <span className="whitespace-nowrap tabular-nums">{formatNumber(n.candidate)}</span>,
    second: ({ n }) => formatNumber(n.baseline),
  },
  {
    key: "change",
    header: "Effect",
    wide: true,
    cell: ({ change, state, missing }) => (
      <ChangeBar
        change={change}
        reach={reach}
        tone={barTone(state)}
        missing={missing === undefined ? "no interval yet" : `${formatNumber(missing)} rows missing`}
      />
    ),
  },
  {
    key: "state",
    header: "State",
    quietHeader: true,
    align: "right",
    cell: ({ state }) => <Stated look={sliceLooks[state]} />,
  },
];

/** "region: north" */
function sliceText(slice: string): string {
  const at = slice.indexOf("=");
  return at === -1 ? slice : `${slice.slice(0, at)}: ${slice.slice(at + 1)}`;
}
