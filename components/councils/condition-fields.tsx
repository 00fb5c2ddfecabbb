"use client";

import { Plus, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextArea, TextField } from "#components/ui/field.tsx";
import { CONDITIONS_MAX } from "#lib/councils/condition.ts";
import { type ConditionDraft, type ConditionOffer, newDraft } from "./condition-draft.ts";

type ConditionFieldsProps = {
  offer: ConditionOffer;
  drafts: readonly ConditionDraft[];
  onChange: (drafts: readonly ConditionDraft[]) => void;
  error: string | undefined;
};

/** What must be met for an approval to stand: by whom, until when, seen by what, and how far the rollout goes before. */
export function ConditionFields({ offer, drafts, onChange, error }: ConditionFieldsProps) {
  const change = (changed: ConditionDraft) =>
    onChange(drafts.map((one) => (one.key === changed.key ? changed : one)));
  return (
    <section className="flex flex-col gap-4" aria-label="Conditions">
      {drafts.map((draft, i) => (
        <ConditionField
          key={draft.key}
          draft={draft}
          offer={offer}
          title={drafts.length > 1 ? `Condition ${i + 1}` : "Condition"}
          onChange={change}
          {...(drafts.length > 1
            ? { onRemove: () => onChange(drafts.filter((one) => one.key !== draft.key)) }
            : {})}
        />
      ))}
      {error && <p className="text-xs font-medium text-fail">{error}</p>}
      {drafts.length < CONDITIONS_MAX && (
        <Button
          variant="quiet"
          icon={Plus}
          className="self-start"
          onClick={() => onChange([...drafts, newDraft(drafts.at(-1)!.key + 1, Date.now())])}
        >
          Add a condition
        </Button>
      )}
    </section>
  );
}

type ConditionFieldProps = {
  draft: ConditionDraft;
  offer: ConditionOffer;
  title: string;
  onChange: (draft: ConditionDraft) => void;
  onRemove?: () => void;
};

function ConditionField({ draft, offer, title, onChange, onRemove }: ConditionFieldProps) {
  const owners = offer.owners.map(({ id, name }) => ({ value: id, label: name }));
  const stages = offer.stages.map(({ id, name }) => ({ value: id, label: `Stop at the end of ${name}` }));
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border border-line p-3">
      <legend className="sr-only">{title}</legend>
      <TextArea
        label={title}
        required
        rows={2}
        maxLength={1000}
        value={draft.text}
        onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
      />
      <TextArea
        label="Met when"
        required
        rows={2}
        maxLength={1000}
        value={draft.test}
        onChange={(event) => onChange({ ...draft, test: event.currentTarget.value })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label="Owner"
          required
          choices={[{ value: "", label: "Choose a person" }, ...owners]}
          value={draft.owner}
          onChange={(event) => onChange({ ...draft, owner: event.currentTarget.value })}
        />
        <TextField
          label="Due"
          type="date"
          required
          value={draft.day}
          hint="At the end of this day the approval ends."
          onChange={(event) => onChange({ ...draft, day: event.currentTarget.value })}
        />
      </div>
      <SelectField
        label="Until it is met"
        choices={[{ value: "", label: "The rollout goes on" }, ...stages]}
        value={draft.stage}
        onChange={(event) => onChange({ ...draft, stage: event.currentTarget.value })}
      />
      {onRemove && (
        <Button variant="quiet" icon={X} className="self-start" onClick={onRemove}>
          Remove this condition
        </Button>
      )}
    </fieldset>
  );
}
