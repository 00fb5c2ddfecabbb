"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { moveBetweenCells } from "#components/releases/plan-grid/cell-moves.ts";
import { EstimateNotes } from "#components/releases/plan-grid/estimate-notes.tsx";
import { estimateRows } from "#components/releases/plan-grid/estimate-rows.tsx";
import type { Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import { StageGrid } from "#components/releases/plan-grid/stage-grid.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import { withNewStage } from "./new-stage.ts";
import type { Undecidable } from "./plan-outlook.ts";
import { removeRow, stageRows } from "./stage-rows.tsx";

type StageEditorProps = {
  plan: Plan;
  estimated: Estimated;
  /** The stage for which the plan's rollout would not start. */
  undecidable?: Undecidable | null;
  onChange: (stages: Stage[]) => void;
  error?: string | undefined;
};

/** The stages side by side, every number a field, with when each would decide. */
export function StageEditor({ plan, estimated, undecidable = null, onChange, error }: StageEditorProps) {
  const { stages } = plan;
  // Durations hold a text of their own, which starts over when a button sets one.
  const [mends, setMends] = useState(0);
  const replace = (index: number, next: Stage) =>
    onChange(stages.map((stage, at) => (at === index ? next : stage)));
  const mend = (next: Stage) => {
    replace(
      stages.findIndex(({ id }) => id === next.id),
      next,
    );
    setMends((count) => count + 1);
  };
  const notes = estimated.kind === "known" && (
    <EstimateNotes plan={plan} estimate={estimated.estimate} undecidable={undecidable} mend={mend} />
  );
  return (
    <div className="flex flex-col gap-4">
      {undecidable !== null && notes}
      <StageGrid
        key={mends}
        stages={stages}
        rows={[
          ...stageRows(plan, replace),
          ...estimateRows(plan, estimated),
          removeRow((index) => onChange(stages.filter((_, at) => at !== index))),
        ]}
        name={(stage, index) => (
          <div data-row="name" data-column={index} className="@2xl:[&_label]:sr-only">
            <TextField
              label="Stage"
              value={stage.name}
              maxLength={40}
              onChange={(event) => replace(index, { ...stage, name: event.currentTarget.value })}
            />
          </div>
        )}
        onKeyDown={moveBetweenCells}
      />
      {undecidable === null && notes}
      {error && <p className="text-xs font-medium text-fail">{error}</p>}
      <div>
        <Button icon={Plus} onClick={() => onChange(withNewStage(stages))}>
          Add a stage
        </Button>
      </div>
    </div>
  );
}
