"use client";

import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Gate } from "#lib/policy/gate.ts";
import { STARTER_GATES } from "#lib/policy/starter-gates.ts";
import { GateFields } from "./gate-fields.tsx";
import { newGate, severityLabels } from "./gate-words.ts";

type GatesFieldsProps = { gates: readonly Gate[]; onChange: (gates: readonly Gate[]) => void };

/** The gates of a policy as they are typed: one is open at a time. */
export function GatesFields({ gates, onChange }: GatesFieldsProps) {
  const [at, setAt] = useState(0);
  const open = gates[at];
  const add = (gate: Gate) => {
    onChange([...gates, gate]);
    setAt(gates.length);
  };
  return (
    <Sheet title="Gates" provenance="rules over every release; one that blocks holds approval and start">
      <div className="flex flex-col gap-4">
        <AddGate gates={gates} onAdd={add} />
        {gates.length > 0 && (
          <SelectField
            label={`Gate, of ${gates.length}`}
            value={`${at}`}
            choices={gates.map(({ title, severity }, i) => ({
              value: `${i}`,
              label: `${title} (${severityLabels[severity].toLowerCase()})`,
            }))}
            onChange={({ currentTarget }) => setAt(Number(currentTarget.value))}
          />
        )}
        {open && (
          <>
            <GateFields
              key={at}
              gate={open}
              onChange={(gate) => onChange(gates.map((each, i) => (i === at ? gate : each)))}
            />
            <Button
              icon={Trash2}
              onClick={() => {
                onChange(gates.filter((_, i) => i !== at));
                setAt(0);
              }}
            >
              Remove {open.title}
            </Button>
          </>
        )}
      </div>
    </Sheet>
  );
}

type AddGateProps = { gates: readonly Gate[]; onAdd: (gate: Gate) => void };

function AddGate({ gates, onAdd }: AddGateProps) {
  const ids = new Set(gates.map(({ id }) => id));
  const offered = STARTER_GATES.filter(({ id }) => !ids.has(id));
  return (
    <div className="flex flex-wrap items-end gap-3">
      <SelectField
        label="Add from the library"
        className="min-w-60 grow"
        value=""
        choices={[
          { value: "", label: `Choose one of ${offered.length}` },
          ...offered.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={({ currentTarget }) => {
          const gate = offered.find(({ id }) => id === currentTarget.value);
          if (gate) onAdd(gate);
        }}
      />
      <Button icon={Plus} onClick={() => onAdd(newGate(gates))}>
        New gate
      </Button>
    </div>
  );
}
