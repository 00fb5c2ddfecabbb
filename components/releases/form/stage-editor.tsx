"use client";

import { Plus, Trash2 } from "lucide-react";
import { durationText } from "#components/releases/duration-text.ts";
import { PlanBars } from "#components/releases/plan-bars.tsx";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import type { Stage } from "#lib/releases/plan.ts";
import { DurationField } from "./duration-field.tsx";

type StageEditorProps = {
  stages: readonly Stage[];
  onChange: (stages: Stage[]) => void;
  error?: string | undefined;
};

/** The stages in order, each with how far, how long at least, how many at least, and what if it takes too long. */
export function StageEditor({ stages, onChange, error }: StageEditorProps) {
  const patch = (index: number, change: Partial<Stage>) =>
    onChange(stages.map((stage, at) => (at === index ? { ...stage, ...change } : stage)));
  const bars = stages.map((stage) => ({ ...stage, duration: `≥ ${durationText(stage.minSeconds)}` }));
  return (
    <div className="flex flex-col gap-4">
      <PlanBars stages={bars} />
      <ol className="divide-y divide-line">
        {stages.map((stage, index) => (
          <li key={stage.id} className="py-3">
            <StageFields
              stage={stage}
              index={index}
              patch={(change) => patch(index, change)}
              onRemove={() => onChange(stages.filter((_, at) => at !== index))}
            />
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

type StageFieldsProps = {
  stage: Stage;
  index: number;
  patch: (change: Partial<Stage>) => void;
  onRemove: () => void;
};

function StageFields({ stage, index, patch, onRemove }: StageFieldsProps) {
  const own = Object.entries(stage.advanceMargins ?? {});
  return (
    <fieldset className="grid items-end gap-3 sm:grid-cols-[1.1fr_.8fr_1fr_1fr_1fr_1.1fr_auto]">
      <legend className="sr-only">Stage {index + 1}</legend>
      <TextField
        label="Stage"
        value={stage.name}
        maxLength={40}
        onChange={(event) => patch({ name: event.currentTarget.value })}
      />
      <TextField
        label="Traffic, %"
        type="number"
        min={0}
        max={100}
        step="any"
        disabled={stage.kind !== "canary"}
        value={stage.trafficPercent}
        onChange={(event) => patch({ trafficPercent: event.currentTarget.valueAsNumber || 0 })}
      />
      <DurationField
        label="At least"
        seconds={stage.minSeconds}
        onChange={(minSeconds) => patch({ minSeconds })}
      />
      <TextField
        label="Samples per arm"
        type="number"
        min={1}
        value={stage.minSamplesPerArm}
        onChange={(event) => patch({ minSamplesPerArm: event.currentTarget.valueAsNumber || 0 })}
      />
      <DurationField
        label="At most"
        seconds={stage.deadlineSeconds}
        onChange={(deadlineSeconds) => patch({ deadlineSeconds })}
      />
      <SelectField
        label="Then"
        value={stage.onDeadline}
        onChange={(event) =>
          patch({ onDeadline: event.currentTarget.value === "halt" ? "halt" : "roll-back" })
        }
        choices={[
          { value: "halt", label: "stop there" },
          { value: "roll-back", label: "go back" },
        ]}
      />
      <Button variant="quiet" icon={Trash2} aria-label={`Remove stage ${stage.name}`} onClick={onRemove} />
      {own.length > 0 && (
        <p className="text-xs text-ink-3 sm:col-span-7">
          Widens from here within {own.map(([id, margin]) => `${margin} of ${id}`).join(", ")}.
        </p>
      )}
    </fieldset>
  );
}

/** A canary between the last two, where a careful person would put one. */
function withNewStage(stages: readonly Stage[]): Stage[] {
  const last = stages.at(-1);
  const before = stages.at(-2)?.trafficPercent ?? 0;
  const percent = Math.max(1, Math.round((before + (last?.trafficPercent ?? 100)) / 2));
  const fresh: Stage = {
    id: freeId(stages, `canary-${percent}`),
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

function freeId(stages: readonly Stage[], wanted: string): string {
  let id = wanted;
  for (let again = 2; stages.some((stage) => stage.id === id); again++) id = `${wanted}-${again}`;
  return id;
}
