import { CheckField, SelectField, TextField } from "#components/ui/field.tsx";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { Reviewers } from "#lib/policy/views/reviewers.ts";
import { NumberField } from "./number-field.tsx";
import { type PeopleByFunction, seatsOf, type TierDraft } from "./policy-draft.ts";
import { SeatWarnings } from "./staff.tsx";
import { ReReviewFields, SealFields } from "./tier-options.tsx";

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

export type KnownCouncil = { readonly id: string; readonly name: string };

const ANYBODY = { value: "", label: "Any holder of the function" };

type TierFieldsProps = {
  name: string;
  tier: TierDraft;
  /** The councils to which it can be routed. */
  councils: readonly KnownCouncil[];
  reviewers: Reviewers;
  onChange: (tier: TierDraft) => void;
  error: string | undefined;
};

/** How releases of one tier are signed. */
export function TierFields({ name, tier, councils, reviewers, onChange, error }: TierFieldsProps) {
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
      <ReReviewFields tier={tier} onChange={onChange} />
      <CouncilFields tier={tier} councils={councils} onChange={onChange} />
      <SealFields tier={tier} onChange={onChange} />
      <PeopleFields
        people={tier.people}
        reviewers={reviewers}
        error={error}
        onChange={(people) => onChange({ ...tier, people })}
      />
      {tier.councilId === null ? (
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
      ) : (
        <p className="text-sm text-ink-2">
          No standard change goes past a council: its members sign every change.
        </p>
      )}
    </fieldset>
  );
}

/** Which council sits, and after how many of its hours a late seat is told of. */
function CouncilFields({
  tier,
  councils,
  onChange,
}: Pick<TierFieldsProps, "tier" | "councils" | "onChange">) {
  const { councilId } = tier;
  if (councils.length === 0 && councilId === null) return null;
  const route = (value: string) => {
    const found = councils.find(({ id }) => id === value);
    onChange({ ...tier, councilId: found?.id ?? null, council: found?.name ?? tier.council });
  };
  return (
    <>
      <SelectField
        label="Who may take a seat"
        value={councilId ?? ""}
        choices={[ANYBODY, ...councils.map(({ id, name }) => ({ value: id, label: `Members of ${name}` }))]}
        onChange={({ currentTarget: { value } }) => route(value)}
      />
      {councilId !== null && <DeadlineFields tier={tier} onChange={onChange} />}
    </>
  );
}

function DeadlineFields({ tier, onChange }: Pick<TierFieldsProps, "tier" | "onChange">) {
  const { deadlines } = tier;
  return (
    <>
      <CheckField
        label="Deadlines, in hours of the council"
        hint="A late seat is told of; time never approves."
        checked={deadlines !== null}
        onChange={() => onChange({ ...tier, deadlines: deadlines ? null : FIRST_DEADLINES })}
      />
      {deadlines && (
        <div className="grid grid-cols-1 items-end gap-3 sm:grid-cols-3">
          {STEPS.map(([key, label]) => (
            <NumberField
              key={key}
              label={label}
              min={1}
              max={1000}
              value={deadlines[key]}
              onChange={(hours) => onChange({ ...tier, deadlines: { ...deadlines, [key]: hours } })}
            />
          ))}
        </div>
      )}
    </>
  );
}

const FIRST_DEADLINES = { remind: 8, alternates: 16, escalate: 24 };
const STEPS = [
  ["remind", "Remind members after"],
  ["alternates", "Tell alternates and chair after"],
  ["escalate", "Escalate after"],
] as const;
