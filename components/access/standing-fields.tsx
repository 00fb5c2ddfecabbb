import { CheckField } from "#components/ui/field.tsx";
import { type BusinessFunction, FUNCTIONS, ROLES, type Role } from "#lib/kernel/caller.ts";
import { functionLabels, roleHints, roleLabels } from "./words.ts";

export type Standing = { roles: readonly Role[]; functions: readonly BusinessFunction[] };

type StandingFieldsProps = { standing: Standing; onChange: (standing: Standing) => void };

/** What a person may do, and for which functions they speak. */
export function StandingFields({ standing, onChange }: StandingFieldsProps) {
  const { roles, functions } = standing;
  return (
    <>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-sm font-medium">Roles</legend>
        {ROLES.map((role) => (
          <CheckField
            key={role}
            label={roleLabels[role]}
            hint={roleHints[role]}
            checked={roles.includes(role)}
            onChange={(event) =>
              onChange({ ...standing, roles: withOrWithout(roles, role, event.currentTarget.checked) })
            }
          />
        ))}
      </fieldset>
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">Signs for</legend>
        <div className="grid grid-cols-2 gap-2">
          {FUNCTIONS.map((name) => (
            <CheckField
              key={name}
              label={functionLabels[name]}
              checked={functions.includes(name)}
              onChange={(event) =>
                onChange({
                  ...standing,
                  functions: withOrWithout(functions, name, event.currentTarget.checked),
                })
              }
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}

/** Why this standing cannot be saved, or undefined where it can. */
export function whyNotStanding({ roles, functions }: Standing): string | undefined {
  if (roles.length === 0) return "Choose at least one role";
  if (functions.length > 0 && !roles.includes("reviewer")) return "Only a reviewer signs for a function";
  return undefined;
}

const withOrWithout = <T,>(list: readonly T[], item: T, wanted: boolean): T[] =>
  wanted ? [...list.filter((one) => one !== item), item] : list.filter((one) => one !== item);
