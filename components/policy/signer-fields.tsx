import { levelLabels } from "#components/access/words.ts";
import { CheckField } from "#components/ui/field.tsx";
import { IDENTITY_LEVELS } from "#lib/access/identity-level.ts";
import type { PeopleRules } from "#lib/policy/people-rules.ts";
import { TIERS, type Tier } from "#lib/registry/tier.ts";
import { NumberField } from "./number-field.tsx";
import { placeLabels } from "./policy-words.ts";

type SignerFieldsProps = { rules: PeopleRules; onChange: (rules: PeopleRules) => void };

/** What the policy asks of the people who sign. */
export function SignerFields({ rules, onChange }: SignerFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-3 py-4">
      <legend className="float-left w-full text-sm font-semibold">{placeLabels.people}</legend>
      <div className="clear-both grid grid-cols-1 items-start gap-3 sm:grid-cols-3">
        <NumberField
          label="New function waits, hours"
          hint="From its confirmation until its holder may sign."
          min={0}
          max={720}
          value={rules.grantWaitHours}
          onChange={(grantWaitHours) => onChange({ ...rules, grantWaitHours })}
        />
        <NumberField
          label="New factor waits, hours"
          hint="Also after a reset. Another signer can consent earlier."
          min={0}
          max={720}
          value={rules.factorWaitHours}
          onChange={(factorWaitHours) => onChange({ ...rules, factorWaitHours })}
        />
        <NumberField
          label="Independence window, days"
          hint="After one person invited, granted to or reset another."
          min={1}
          max={3660}
          value={rules.independenceDays}
          onChange={(independenceDays) => onChange({ ...rules, independenceDays })}
        />
      </div>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {TIERS.map((tier) => (
          <LevelFields key={tier} tier={tier} rules={rules} onChange={onChange} />
        ))}
      </div>
    </fieldset>
  );
}

/** The ways of a sign-in link that a tier accepts. */
function LevelFields({ tier, rules, onChange }: SignerFieldsProps & { tier: Tier }) {
  const accepted = rules.identity[tier];
  const set = (levels: PeopleRules["identity"][Tier]) =>
    onChange({ ...rules, identity: { ...rules.identity, [tier]: levels } });
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium">Links for {placeLabels[tier].toLowerCase()}</legend>
      {IDENTITY_LEVELS.map((level) => (
        <CheckField
          key={level}
          label={levelLabels[level]}
          checked={accepted.includes(level)}
          onChange={({ currentTarget: { checked } }) =>
            set(IDENTITY_LEVELS.filter((one) => (one === level ? checked : accepted.includes(one))))
          }
        />
      ))}
      {accepted.length === 0 && (
        <p role="alert" className="text-xs font-medium text-fail">
          Accept at least one.
        </p>
      )}
    </fieldset>
  );
}
