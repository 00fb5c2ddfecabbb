import type { IdentityLevel } from "#lib/access/identity-level.ts";
import type { OwnAccountView } from "#lib/access/views/own-account.ts";
import type { Standing } from "#lib/access/views/person.ts";
import type { Role } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";

/** How people name the ways a credential reached its owner. */
export const levelLabels: Readonly<Record<IdentityLevel, string>> = {
  "handed-over": "handed over",
  mailed: "by mail",
  provider: "by a provider",
};

export const roleLabels: Readonly<Record<Role, string>> = {
  viewer: "Viewer",
  "data-scientist": "Data scientist",
  reviewer: "Reviewer",
  "release-manager": "Release manager",
  auditor: "Auditor",
  admin: "Admin",
};

export const roleHints: Readonly<Record<Role, string>> = {
  viewer: "Sees models, releases and rollouts.",
  "data-scientist": "Registers models and versions, files evaluations, opens releases.",
  reviewer: "Signs releases for the functions they hold, and may halt a rollout.",
  "release-manager": "Starts, pauses, halts and rolls back rollouts.",
  auditor: "Reads everything, including the audit trail, the people and the settings.",
  admin: "Manages people, tokens and the sign-off policy. Cannot be a reviewer or hold a function.",
};

type Held = { readonly [Part in keyof Standing]: readonly Standing[Part][number][] };

/** "Security reviewer", "Admin, release manager": who somebody is here, in a few words. */
export function personTitle({ roles, functions }: Held): string {
  const words = roles.map((role) =>
    role === "reviewer" && functions.length > 0
      ? `${listed(functions.map((name) => functionLabels[name].toLowerCase()))} reviewer`
      : roleLabels[role].toLowerCase(),
  );
  const text = words.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

type Named = Pick<OwnAccountView, "name" | "email" | "roles" | "functions">;

/** "Security reviewer. sam@example.com" */
export const personLede = (person: Named): string => `${personTitle(person)}. ${person.email}`;

/** "Sam Byron, sam@example.com. Security reviewer." */
export const accountLede = (account: Named): string =>
  `${account.name}, ${account.email}. ${personTitle(account)}.`;
