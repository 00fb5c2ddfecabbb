"use client";

import { SelectField, TextField } from "#components/ui/field.tsx";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { type Gate, WAYS_OUT } from "#lib/policy/gate.ts";
import { ExpressionField } from "./expression-field.tsx";
import { missingLabels, severityLabels, wayLabels } from "./gate-words.ts";

type GateFieldsProps = { gate: Gate; onChange: (gate: Gate) => void };

const choicesOf = <K extends string>(labels: Readonly<Record<K, string>>) =>
  Object.entries<string>(labels).map(([value, label]) => ({ value, label }));

/** One gate: what it asks, how much it weighs, and what people are told. */
export function GateFields({ gate, onChange }: GateFieldsProps) {
  const set = (changed: Partial<Gate>) => onChange({ ...gate, ...changed });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">{gate.title}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="Gate title"
          required
          maxLength={80}
          value={gate.title}
          onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        />
        <TextField
          label="Name in the API"
          mono
          required
          maxLength={50}
          value={gate.id}
          onChange={({ currentTarget }) => set({ id: currentTarget.value })}
        />
      </div>
      <ExpressionField value={gate.expression} onChange={(expression) => set({ expression })} />
      <TextField
        label="Message"
        hint="What is wrong where it does not pass. The values that fail follow it."
        required
        maxLength={200}
        value={gate.message}
        onChange={({ currentTarget }) => set({ message: currentTarget.value })}
      />
      <Weight gate={gate} set={set} onChange={onChange} />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="Way out"
          required
          maxLength={60}
          value={gate.wayOut.label}
          onChange={({ currentTarget }) => set({ wayOut: { ...gate.wayOut, label: currentTarget.value } })}
        />
        <SelectField
          label="Leads to"
          value={gate.wayOut.to}
          choices={choicesOf(wayLabels)}
          onChange={({ currentTarget }) => {
            const to = WAYS_OUT.find((way) => way === currentTarget.value);
            if (to) set({ wayOut: { ...gate.wayOut, to } });
          }}
        />
      </div>
    </fieldset>
  );
}

type WeightProps = GateFieldsProps & { set: (changed: Partial<Gate>) => void };

function Weight({ gate, set, onChange }: WeightProps) {
  const { whoMayWaive, ...others } = gate;
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <SelectField
        label="Severity"
        value={gate.severity}
        choices={choicesOf(severityLabels)}
        onChange={({ currentTarget }) => set({ severity: currentTarget.value === "warn" ? "warn" : "block" })}
      />
      <SelectField
        label="When data is missing"
        value={gate.whenMissing}
        choices={choicesOf(missingLabels)}
        onChange={({ currentTarget }) =>
          set({ whenMissing: currentTarget.value === "hold" ? "hold" : "fail" })
        }
      />
      <SelectField
        label="May waive"
        value={whoMayWaive ?? ""}
        choices={[{ value: "", label: "Nobody" }, ...choicesOf(functionLabels)]}
        onChange={({ currentTarget }) => {
          const found = FUNCTIONS.find((name) => name === currentTarget.value);
          onChange(found ? { ...others, whoMayWaive: found } : others);
        }}
      />
    </div>
  );
}
