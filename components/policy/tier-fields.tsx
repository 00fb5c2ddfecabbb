import { functionLabels } from "#components/access/words.ts";
import { TextField } from "#components/ui/field.tsx";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { Reviewers } from "#lib/policy/views/reviewers.ts";
import { type PeopleByFunction, seatsOf, type TierDraft } from "./policy-draft.ts";
import { SeatWarnings } from "./staff.tsx";

type PeopleFieldsProps = {
  people: PeopleByFunction;
  /** Tells the fields of the same functions apart. */
  suffix?: string;
  reviewers: Reviewers;
  onChange: (people: PeopleByFunction) => void;
  /** Shown where nobody would have to sign. */
  error: string | undefined;
};

/** How many people of each function; 0 is no seat. */
export function PeopleFields({ people, suffix = "", reviewers, onChange, error }: PeopleFieldsProps) {
  return (
    <div>
      <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 xl:grid-cols-6">
        {FUNCTIONS.map((name) => (
          <NumberField
            key={name}
            label={functionLabels[name] + suffix}
            min={0}
            max={5}
            value={people[name]}
            onChange={(value) => onChange({ ...people, [name]: value })}
          />
        ))}
      </div>
      <SeatWarnings seats={seatsOf(people)} reviewers={reviewers} />
      {error && (
        <p role="alert" className="mt-2 text-xs font-medium text-fail">
          {error}
        </p>
      )}
    </div>
  );
}

type TierFieldsProps = {
  name: string;
  tier: TierDraft;
  reviewers: Reviewers;
  onChange: (tier: TierDraft) => void;
  error: string | undefined;
};

/** How releases of one tier are signed. */
export function TierFields({ name, tier, reviewers, onChange, error }: TierFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-3 py-4">
      <legend className="float-left w-full text-sm font-semibold">{name}</legend>
      <div className="clear-both grid grid-cols-2 items-end gap-3 sm:grid-cols-[2fr_1fr_1fr]">
        <TextField
          label="Council"
          required
          maxLength={80}
          className="max-sm:col-span-2"
          value={tier.council}
          onChange={(event) => onChange({ ...tier, council: event.currentTarget.value })}
        />
        <NumberField
          label="Review time, days"
          min={1}
          max={90}
          value={tier.reviewDays}
          onChange={(reviewDays) => onChange({ ...tier, reviewDays })}
        />
        <NumberField
          label="Approval valid, days"
          min={1}
          max={366}
          value={tier.validDays}
          onChange={(validDays) => onChange({ ...tier, validDays })}
        />
      </div>
      <PeopleFields
        people={tier.people}
        reviewers={reviewers}
        error={error}
        onChange={(people) => onChange({ ...tier, people })}
      />
      <details open={seatsOf(tier.standard).length > 0}>
        <summary className="cursor-pointer text-sm text-ink-2">
          Standard changes, inside a signed envelope: who signs them
        </summary>
        <div className="pt-3">
          <PeopleFields
            people={tier.standard}
            suffix=", standard"
            reviewers={reviewers}
            error={undefined}
            onChange={(standard) => onChange({ ...tier, standard })}
          />
        </div>
      </details>
    </fieldset>
  );
}

type NumberFieldProps = {
  label: string;
  hint?: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
};

export const NumberField = ({ value, onChange, ...rest }: NumberFieldProps) => (
  <TextField
    {...rest}
    type="number"
    required
    value={Number.isNaN(value) ? "" : value}
    onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
  />
);
