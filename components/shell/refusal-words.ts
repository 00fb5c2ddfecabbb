import { roleLabels } from "#components/access/words.ts";
import { PERMISSIONS, type Permission } from "#lib/access/permission.ts";
import { either } from "#lib/kernel/listed.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";

/** Parameters that stand in a path. */
const NAMED_IN_PATHS = ["model", "version", "release", "rollout", "personId"];

/** Is there nothing at the address: no such thing, or a name that no thing could have? */
export const isNothingHere = ({ kind, field }: Refusal): boolean =>
  kind === "not-found" || (kind === "invalid" && field !== undefined && NAMED_IN_PATHS.includes(field));

/** "the role auditor or admin" */
export const whoMay = (permission: Permission): string =>
  `the role ${either(PERMISSIONS[permission].map((role) => roleLabels[role].toLowerCase()))}`;
