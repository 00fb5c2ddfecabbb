import { CheckField } from "#components/ui/field.tsx";
import { rolesClash } from "#lib/access/granting.ts";
import { ROLES, type Role } from "#lib/kernel/caller.ts";
import { withOrWithout } from "./with-or-without.ts";
import { roleHints, roleLabels } from "./words.ts";

type RoleFieldsProps = { roles: readonly Role[]; onChange: (roles: Role[]) => void };

/** What a person may do. Functions are granted on the person's own page, by two. */
export function RoleFields({ roles, onChange }: RoleFieldsProps) {
  return (
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
}

/** Why these roles cannot be saved, or undefined where they can. */
export function whyNotRoles(roles: readonly Role[]): string | undefined {
  if (roles.length === 0) return "Choose at least one role";
  if (rolesClash(roles)) return "An admin cannot be a reviewer";
  return undefined;
}
