import { CheckField, SelectField } from "#components/ui/field.tsx";
import { OVERDUE } from "#lib/policy/policy.ts";
import { NumberField } from "./number-field.tsx";
import type { TierDraft } from "./policy-draft.ts";

type TierOptionProps = { tier: TierDraft; onChange: (tier: TierDraft) => void };

/** After how many months what is live is reviewed again, and what follows where that is late. */
export function ReReviewFields({ tier, onChange }: TierOptionProps) {
  const { reReview } = tier;
  return (
    <>
      <CheckField
        label="Review what is live again, on a calendar"
        hint="Counted from the day on which a release went live. An incident, or an ancestor rolled back, has it reviewed earlier."
        checked={reReview !== null}
        onChange={() => onChange({ ...tier, reReview: reReview ? null : FIRST_RE_REVIEW })}
      />
      {reReview && (
        <div className="grid grid-cols-1 items-end gap-3 sm:grid-cols-2">
          <NumberField
            label="Every so many months"
            min={1}
            max={60}
            value={reReview.months}
            onChange={(months) => onChange({ ...tier, reReview: { ...reReview, months } })}
          />
          <SelectField
            label="While it is overdue"
            value={reReview.overdue}
            choices={OVERDUE_CHOICES}
            onChange={({ currentTarget: { value } }) => {
              const overdue = OVERDUE.find((one) => one === value) ?? reReview.overdue;
              onChange({ ...tier, reReview: { ...reReview, overdue } });
            }}
          />
        </div>
      )}
    </>
  );
}

const FIRST_RE_REVIEW = { months: 12, overdue: "hold" } as const;
const OVERDUE_CHOICES = [
  { value: "warn", label: "Tell people" },
  { value: "hold", label: "Tell people, and hold rollouts on its pointer" },
  { value: "block", label: "Also start no release of the model" },
];

/** Whether everybody says first what they think before they hear the others. */
export function SealFields({ tier, onChange }: TierOptionProps) {
  const { sealed } = tier;
  return (
    <>
      <CheckField
        label="Sealed verdicts first"
        hint="Nobody reads a verdict before every seat has given one. All are revealed together; each signer then confirms or changes theirs. Normal changes only."
        checked={sealed !== null}
        onChange={() => onChange({ ...tier, sealed: sealed ? null : FIRST_SEAL })}
      />
      {sealed && (
        <NumberField
          label="Reveal at the latest after, hours"
          hint="Reveals what was given by then. Time never approves."
          min={1}
          max={1000}
          value={sealed.hours}
          onChange={(hours) => onChange({ ...tier, sealed: { hours } })}
        />
      )}
    </>
  );
}

const FIRST_SEAL = { hours: 48 };
