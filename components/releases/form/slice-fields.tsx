"use client";

import { useState } from "react";
import { sliceRuleSentence } from "#components/releases/slice-rule-words.ts";
import { SelectField, TextField } from "#components/ui/field.tsx";
import type { Plan } from "#lib/releases/plan.ts";
import type { SliceRule } from "#lib/releases/slice-rule.ts";
import { NumberField } from "./number-field.tsx";

type SliceFieldsProps = { plan: Plan; set: (change: Partial<Plan>) => void };

const FIRST: SliceRule = { by: [], most: 20, onFail: "roll-back" };

/** By which slices every comparison is judged besides. No dimension means by none. */
export function SliceFields({ plan, set }: SliceFieldsProps) {
  const rule = plan.slices ?? FIRST;
  const [typed, setTyped] = useState(rule.by.join(", "));
  const write = (change: Partial<SliceRule>) => set(withSlices({ ...rule, ...change }));
  return (
    <>
      <TextField
        label="Slices by"
        hint="Dimensions that telemetry rows carry, such as region, cabin; leave empty for none. Harm in one slice can hide in the whole."
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          write({ by: dimensionsIn(currentTarget.value) });
        }}
      />
      {rule.by.length > 0 && (
        <>
          <NumberField
            label="Slices at most"
            hint="Those that appear first are judged; more take power from each"
            min={1}
            max={100}
            whole
            value={rule.most}
            onChange={(most) => write({ most })}
          />
          <SelectField
            label="Worse in a slice"
            value={rule.onFail}
            choices={ACTS}
            onChange={({ currentTarget }) =>
              write({ onFail: chosen(ACTS, currentTarget.value, rule.onFail) })
            }
          />
          <SelectField
            label="Before it advances"
            hint="Of every slice; what could not be tested is always listed"
            value={rule.demand ?? "nothing"}
            choices={DEMANDS}
            onChange={({ currentTarget }) =>
              set(withSlices(demanding(rule, chosen(DEMANDS, currentTarget.value, "nothing"))))
            }
          />
          <p className="text-xs text-ink-3 sm:col-span-3">{sliceRuleSentence(plan, rule)}</p>
        </>
      )}
    </>
  );
}

const ACTS = [
  { value: "roll-back", label: "roll back" },
  { value: "halt", label: "halt" },
  { value: "inform", label: "only report" },
] as const;
const DEMANDS = [
  { value: "nothing", label: "nothing more" },
  { value: "tested", label: "enough rows to test" },
  { value: "passed", label: "proven within the margin" },
] as const;

const chosen = <Value extends string>(
  choices: readonly { readonly value: Value }[],
  value: string,
  otherwise: Value,
): Value => choices.find((each) => each.value === value)?.value ?? otherwise;

function demanding({ demand: _, ...rule }: SliceRule, demand: (typeof DEMANDS)[number]["value"]): SliceRule {
  return demand === "nothing" ? rule : { ...rule, demand };
}

const dimensionsIn = (text: string): string[] => [
  ...new Set(text.split(/[\s,]+/).filter((dimension) => dimension !== "")),
];

/** A plan without dimensions has no such field, as every plan before it. */
const withSlices = (rule: SliceRule): Partial<Plan> => ({ slices: rule.by.length === 0 ? undefined : rule });
