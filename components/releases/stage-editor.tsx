"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { DurationField } from "./duration-field.tsx";
import { durationText } from "./duration-text.ts";
import { PlanBars } from "./plan-bars.tsx";
import type { StageDraft } from "./release-draft.ts";

type StageEditorProps = {
  stages: readonly StageDraft[];
  onChange: (stages: readonly StageDraft[]) => void;
  error?: string | undefined;
};

/** The stages in order, each with how far, how long at least, how many at least, and what if it takes too long. */
export function StageEditor({ stages, onChange, error }: StageEditorProps) {
  const patch = (index: number, change: Partial<StageDraft>) =>
    onChange(stages.map((stage, at) => (at === index ? { ...stage, ...change } : stage)));
  const bars = stages.map((stage) => ({ ...stage, duration: `≥ ${durationText(stage.minSeconds)}` }));
  return (
    <div className="flex flex-col gap-4">
      <PlanBars stages={bars} />
      <ol className="divide-y divide-line">
        {stages.map((stage, index) => (
          <li key={stage.id} className="py-3">
            <fieldset className="grid items-end gap-3 sm:grid-cols-[1.1fr_.8fr_1fr_1fr_1fr_1.1fr_auto]">
              <legend className="sr-only">Stage {index + 1}</legend>
              <TextField
                label="Stage"
                value={stage.name}
                maxLength={40}
                onChange={(event) => patch(index, { name: event.currentTarget.value })}
              />
              <TextField
                label="Traffic, %"
                type="number"
                min={0}
                max={100}
                step={1}
                disabled={stage.kind !== "canary"}
                value={stage.trafficPercent}
                onChange={(event) => patch(index, { trafficPercent: event.currentTarget.valueAsNumber || 0 })}
              />
              <DurationField
                label="At least"
                seconds={stage.minSeconds}
                onChange={(minSeconds) => patch(index, { minSeconds })}
              />
              <TextField
                label="Samples per arm"
                type="number"
                min={0}
                value={stage.minSamplesPerArm}
                onChange={(event) =>
                  patch(index, { minSamplesPerArm: event.currentTarget.valueAsNumber || 0 })
                }
              />
              <DurationField
                label="At most"
                seconds={stage.deadlineSeconds}
                onChange={(deadlineSeconds) => patch(index, { deadlineSeconds })}
              />
              <SelectField
                label="Then"
                value={stage.onDeadline}
                onChange={(event) =>
                  patch(index, { onDeadline: event.currentTarget.value === "halt" ? "halt" : "roll-back" })
                }
                choices={[
                  { value: "halt", label: "stop there" },
                  { value: "roll-back", label: "go back" },
                ]}
              />
              <Button
                variant="quiet"
                icon={Trash2}
                aria-label={`Remove stage ${stage.name}`}
                onClick={() => onChange(stages.filter((_, at) => at !== index))}
              />
            </fieldset>
          </li>
        ))}
      </ol>
      {error && <p className="text-xs font-medium text-fail">{error}</p>}
      <div>
        <Button icon={Plus} onClick={() => onChange(withNewStage(stages))}>
          Add a stage
        </Button>
      </div>
    </div>
  );
}

/** A canary halfway between the two before the end, where a careful person would put one. */
function withNewStage(stages: readonly StageDraft[]): readonly StageDraft[] {
  const last = stages.at(-1);
  const before = stages.at(-2)?.trafficPercent ?? 0;
  const percent = Math.max(1, Math.round((before + (last?.trafficPercent ?? 100)) / 2));
  const fresh: StageDraft = {
    id: `stage-${stages.length + 1}-${percent}`,
    name: `${percent} %`,
    kind: "canary",
    trafficPercent: percent,
    minSeconds: last?.minSeconds ?? 3600,
    minSamplesPerArm: last?.minSamplesPerArm ?? 1000,
    deadlineSeconds: last?.deadlineSeconds ?? 86_400,
    onDeadline: "halt",
  };
  return last?.kind === "full" ? [...stages.slice(0, -1), fresh, last] : [...stages, fresh];
}
