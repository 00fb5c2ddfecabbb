"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CheckField, SelectField, TextField } from "#components/ui/field.tsx";
import type { DelegationListView } from "#lib/councils/views/delegation-list.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";

/** A delegation as it is typed: days where the reader is. */
export type DelegationTyped = {
  readonly to: string;
  readonly functions: readonly BusinessFunction[];
  /** Empty for all models. */
  readonly model: string;
  readonly from: string;
  readonly until: string;
};

/** The moments of the first and the last day; one that begins today begins now. */
export function spanOf({ from, until }: Pick<DelegationTyped, "from" | "until">, now: Date) {
  const starts = new Date(`${from}T00:00:00`);
  const ends = new Date(`${until}T23:59:59`);
  const startsAt = starts < now ? now : starts;
  return { startsAt: startsAt.toISOString(), endsAt: ends.toISOString() };
}

type DelegationFormProps = {
  list: Pick<DelegationListView, "delegates" | "functions" | "models">;
  onChoose: (typed: DelegationTyped) => void;
};

/** Whom to have sign, for which functions and models, and for how long. */
export function DelegationForm({ list, onChoose }: DelegationFormProps) {
  const [typed, setTyped] = useState<DelegationTyped>({
    to: "",
    functions: list.functions,
    model: "",
    from: "",
    until: "",
  });
  const tick = (name: BusinessFunction, on: boolean) =>
    setTyped({
      ...typed,
      functions: list.functions.filter((one) => (one === name ? on : typed.functions.includes(one))),
    });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onChoose(typed);
  };
  return (
    <form onSubmit={onSubmit} className="mt-3 grid gap-3 border-line border-t pt-3 sm:grid-cols-2">
      <SelectField
        label="Who signs for you"
        required
        choices={[{ value: "", label: "Choose a person" }, ...list.delegates.map(choiceOf)]}
        value={typed.to}
        onChange={(event) => setTyped({ ...typed, to: event.currentTarget.value })}
      />
      <SelectField
        label="For which models"
        choices={[{ value: "", label: "All models" }, ...list.models.map(choiceOf)]}
        value={typed.model}
        onChange={(event) => setTyped({ ...typed, model: event.currentTarget.value })}
      />
      <TextField
        label="First day"
        type="date"
        required
        value={typed.from}
        onChange={(event) => setTyped({ ...typed, from: event.currentTarget.value })}
      />
      <TextField
        label="Last day"
        type="date"
        required
        value={typed.until}
        onChange={(event) => setTyped({ ...typed, until: event.currentTarget.value })}
      />
      <Functions of={list.functions} ticked={typed.functions} onTick={tick} />
      <Button type="submit" className="justify-self-start">
        Delegate
      </Button>
    </form>
  );
}

type FunctionsProps = {
  of: readonly BusinessFunction[];
  ticked: readonly BusinessFunction[];
  onTick: (name: BusinessFunction, on: boolean) => void;
};

const Functions = ({ of, ticked, onTick }: FunctionsProps) => (
  <div className="flex flex-wrap gap-3 sm:col-span-2">
    {of.map((name) => (
      <CheckField
        key={name}
        label={functionLabels[name]}
        checked={ticked.includes(name)}
        onChange={(event) => onTick(name, event.currentTarget.checked)}
      />
    ))}
  </div>
);

const choiceOf = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
