"use client";

import { useState } from "react";
import { CheckField, SelectField, TextField } from "#components/ui/field.tsx";
import type { Metric } from "#lib/metrics/metric.ts";
import { GROUPS_MAX, SLICES_MAX, type SliceRule } from "#lib/releases/slice-rule.ts";
import { marginLabel } from "./guardrail-offer.ts";
import { NumberField } from "./number-field.tsx";

type SliceFieldsProps = {
  rule: SliceRule | undefined;
  /** None where no dimension is named. */
  onChange: (rule: SliceRule | undefined) => void;
  /** The rule as it is signed. */
  sentenceOf: (rule: SliceRule) => string;
  /** Where slices may be groups to be treated alike: what is compared between them, and how far apart it may be at first. */
  groups?: { metric: Metric; gap: number };
};

const FIRST: SliceRule = { by: [], most: 20, onFail: "roll-back" };

/** By which slices a comparison is judged besides. No dimension means by none. */
export function SliceFields({ rule: given, onChange, sentenceOf, groups }: SliceFieldsProps) {
  const rule = given ?? FIRST;
  const [typed, setTyped] = useState(rule.by.join(", "));
  const set = (next: SliceRule) => onChange(next.by.length === 0 ? undefined : next);
  const write = (change: Partial<SliceRule>) => set({ ...rule, ...change });
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
            max={rule.gap === undefined ? SLICES_MAX : GROUPS_MAX}
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
              set(demanding(rule, chosen(DEMANDS, currentTarget.value, "nothing")))
            }
          />
          {groups && <GapFields rule={rule} groups={groups} set={set} />}
          <p className="text-xs text-ink-3 sm:col-span-3">{sentenceOf(rule)}</p>
        </>
      )}
    </>
  );
}

type GapFieldsProps = {
  rule: SliceRule;
  groups: NonNullable<SliceFieldsProps["groups"]>;
  set: (rule: SliceRule) => void;
};

/** How far apart two slices may be, where they are groups to be treated alike. */
const GapFields = ({ rule, groups: { metric, gap: first }, set }: GapFieldsProps) => (
  <>
    <CheckField
      label="Compare the slices with one another"
      hint="Where they are groups to be treated alike, such as age bands"
      checked={rule.gap !== undefined}
      onChange={({ currentTarget }) => set(comparing(rule, currentTarget.checked ? first : undefined))}
    />
    {rule.gap !== undefined && (
      <NumberField
        label={marginLabel("Apart at most", metric)}
        value={rule.gap}
        onChange={(gap) => set({ ...rule, gap })}
      />
    )}
  </>
);

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

function comparing({ gap: _, ...rule }: SliceRule, gap: number | undefined): SliceRule {
  return gap === undefined ? rule : { ...rule, most: Math.min(rule.most, GROUPS_MAX), gap };
}

const dimensionsIn = (text: string): string[] => [
  ...new Set(text.split(/[\s,]+/).filter((dimension) => dimension !== "")),
];
