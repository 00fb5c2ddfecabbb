import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import type { GridRow } from "#components/releases/plan-grid/stage-grid.tsx";
import { Button } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { comparing, marginOf, withMargin } from "#lib/releases/margins.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import { comparedByGuardrail } from "#lib/releases/plan-metrics.ts";
import { DurationField } from "./duration-field.tsx";
import { marginLabel } from "./guardrail-offer.ts";
import { NumberField } from "./number-field.tsx";
import { onFailure } from "./on-failure.ts";

type Replace = (index: number, stage: Stage) => void;

/** Every number of a stage as a field: its traffic, times and samples, then its margins. */
export const stageRows = (plan: Plan, replace: Replace): GridRow[] => [
  ...ownRows(replace),
  ...marginRows(plan, replace),
];

function ownRows(replace: Replace): GridRow[] {
  const field = (
    label: string,
    control: (stage: Stage, set: (change: Partial<Stage>) => void) => ReactNode,
  ): GridRow => ({
    key: label,
    label,
    field: true,
    cell: (stage, at) => control(stage, (change) => replace(at, { ...stage, ...change })),
  });
  const duration = (label: string, key: "minSeconds" | "deadlineSeconds"): GridRow =>
    field(label, (stage, set) => (
      <DurationField label={label} seconds={stage[key]} onChange={(seconds) => set({ [key]: seconds })} />
    ));
  return [
    field("Traffic, %", (stage, set) => (
      <NumberField
        label="Traffic, %"
        max={100}
        disabled={stage.kind !== "canary"}
        value={stage.trafficPercent}
        onChange={(trafficPercent) => set({ trafficPercent })}
      />
    )),
    duration("At least", "minSeconds"),
    duration("At most", "deadlineSeconds"),
    field("Then", ({ onDeadline }, set) => (
      <SelectField label="Then" {...onFailure(onDeadline, (next) => set({ onDeadline: next }))} />
    )),
    field("Samples per arm", (stage, set) => (
      <NumberField
        label="Samples per arm"
        min={1}
        whole
        value={stage.minSamplesPerArm}
        onChange={(minSamplesPerArm) => set({ minSamplesPerArm })}
      />
    )),
  ];
}

function marginRows(plan: Plan, replace: Replace): GridRow[] {
  const compared = comparing(plan);
  if (compared.length === 0) return [];
  return [
    { key: "margins", heading: "Advances when proven less worse than" },
    ...compared.map((guardrail): GridRow => {
      const label = marginLabel(guardrail.title, comparedByGuardrail(plan, guardrail));
      return {
        key: `margin ${guardrail.id}`,
        label,
        field: true,
        cell: (stage, at) => (
          <NumberField
            label={`Advance within: ${label}`}
            value={marginOf(stage, guardrail)}
            onChange={(margin) => replace(at, withMargin(stage, guardrail, margin))}
          />
        ),
      };
    }),
  ];
}

export const removeRow = (remove: (index: number) => void): GridRow => ({
  key: "remove",
  label: "",
  field: true,
  cell: ({ name }, at) => (
    <span className="flex @2xl:justify-center">
      <Button variant="quiet" icon={Trash2} aria-label={`Remove stage ${name}`} onClick={() => remove(at)} />
    </span>
  ),
});
