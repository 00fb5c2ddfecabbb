import { z } from "zod";
import { line, prose } from "#lib/kernel/fields.ts";

const criterion = line(300);

/** Why this update should go out; the part of the manifest that a person writes. */
export const releaseCase = z.strictObject({
  what: prose(2000),
  why: prose(2000),
  benefit: prose(2000),
  risk: prose(2000),
  wayBack: prose(2000),
  acceptance: z.array(criterion).min(1, "needs at least one criterion for keeping the update").max(20),
  rollback: z.array(criterion).min(1, "needs at least one criterion for rolling back").max(20),
  substantialModification: z.strictObject({ is: z.boolean(), because: prose(1000) }),
});
export type ReleaseCase = z.infer<typeof releaseCase>;
