"use client";

import { Plus, Trash2 } from "lucide-react";
import { stageMarginsText } from "#components/releases/guardrail-words.ts";
import { PlanBars } from "#components/releases/plan-bars.tsx";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import { DurationField } from "./duration-field.tsx";
import { withNewStage } from "./new-stage.ts";
import { NumberField } from "./number-field.tsx";
import { onFailure } from "./on-failure.ts";

type StageEditorProps = {
  plan: Pick<Plan, "stages" | "guardrails" | "metrics">;
  onChange: (stages: Stage[]) => void;
  error?: string | undefined;
};

/** The stages in order, each with its traffic, its shortest and longest time, its samples, and what follows a timeout. */
export function StageEditor({ plan, onChange, error }: StageEditorProps) {
  const { stages } = plan;
  const patch = (index: number, change: Partial<Stage>) =>
    onChange(stages.map((stage, at) => (at === index ? { ...stage, ...change } : stage)));
  return (
    <div className="flex flex-col gap-4">
      <PlanBars stages={stages} />
      <ol className="divide-y divide-line">
        {stages.map((stage, index) => (
          <li key={stage.id} className="py-3">
            <fieldset className="grid items-end gap-3 sm:grid-cols-[1.1fr_.8fr_1fr_1fr_1fr_1.1fr_auto]">
              <legend className="sr-only">Stage {index + 1}</legend>
              <StageFields stage={stage} patch={(change) => patch(index, change)} />
              <Button
                variant="quiet"
                icon={Trash2}
                aria-label={`Remove stage ${stage.name}`}
                onClick={() => onChange(stages.filter((_, at) => at !== index))}
              />
              <OwnMargins text={stageMarginsText(plan, stage)} />
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

type StageFieldsProps = { stage: Stage; patch: (change: Partial<Stage>) => void };

function StageFields({ stage, patch }: StageFieldsProps) {
  return (
    <>
      <TextField
        label="Stage"
        value={stage.name}
        maxLength={40}
        onChange={(event) => patch({ name: event.currentTarget.value })}
      />
      <NumberField
        label="Traffic, %"
        max={100}
        disabled={stage.kind !== "canary"}
        value={stage.trafficPercent}
        onChange={(trafficPercent) => patch({ trafficPercent })}
      />
      <DurationField
        label="At least"
        seconds={stage.minSeconds}
        onChange={(minSeconds) => patch({ minSeconds })}
      />
      <NumberField
        label="Samples per arm"
        min={1}
        whole
        value={stage.minSamplesPerArm}
        onChange={(minSamplesPerArm) => patch({ minSamplesPerArm })}
      />
      <DurationField
        label="At most"
        seconds={stage.deadlineSeconds}
        onChange={(deadlineSeconds) => patch({ deadlineSeconds })}
      />
      <SelectField label="Then" {...onFailure(stage.onDeadline, (onDeadline) => patch({ onDeadline }))} />
    </>
  );
}

/** The margins that a stage sets itself come with the template and are shown because they are signed. */
function OwnMargins({ text }: { text: string | null }) {
  return text && <p className="text-xs text-ink-3 sm:col-span-7">This stage {text}.</p>;
}
