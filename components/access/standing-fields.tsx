import { CheckField } from "#components/ui/field.tsx";
import type { Standing } from "#lib/access/views/person.ts";
import { FUNCTIONS, ROLES, type Role } from "#lib/kernel/caller.ts";
import { withOrWithout } from "./with-or-without.ts";
import { functionLabels, roleHints, roleLabels } from "./words.ts";

type StandingFieldsProps = { standing: Standing; onChange: (standing: Standing) => void };

/** What a person may do, and which functions they sign for. */
export function StandingFields({ standing, onChange }: StandingFieldsProps) {
  const { roles, functions } = standing;
  return (
    <>
      <RoleFields roles={roles} onChange={(chosen) => onChange({ ...standing, roles: chosen })} />
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

type RoleFieldsProps = { roles: Role[]; onChange: (roles: Role[]) => void };

/** What a person may do. */
export const RoleFields = ({ roles, onChange }: RoleFieldsProps) => (
  <fieldset className="flex flex-col gap-2">
    <legend className="mb-1.5 text-sm font-medium">Roles</legend>
    {ROLES.map((role) => (
      <CheckField
        key={role}
        label={roleLabels[role]}
        hint={roleHints[role]}
        checked={roles.includes(role)}
        onChange={(event) => onChange(withOrWithout(roles, role, event.currentTarget.checked))}
      />
    ))}
  </fieldset>
);

/** Why this standing cannot be saved, or undefined where it can. */
export function whyNotStanding({ roles, functions }: Standing): string | undefined {
  if (roles.length === 0) return "Choose at least one role";
  if (functions.length > 0 && !roles.includes("reviewer")) return "Only a reviewer signs for a function";
  return undefined;
}
