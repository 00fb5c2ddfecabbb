import { z } from "zod";
import { line, prose } from "#lib/kernel/fields.ts";

const criterion = line(300);

/** Why this update should go out; the part of the manifest a person writes. */
export const releaseCase = z.strictObject({
  what: prose(2000),
  why: prose(2000),
  benefit: prose(2000),
  risk: prose(2000),
  wayBack: prose(2000),
  acceptance: z.array(criterion).min(1, "names what must hold for the update to stay").max(20),
  rollback: z.array(criterion).min(1, "names what takes the update back").max(20),
  substantialModification: z.strictObject({ is: z.boolean(), because: prose(1000) }),
});
export type ReleaseCase = z.infer<typeof releaseCase>;
