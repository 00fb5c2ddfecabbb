import { z } from "zod";
import { IDENTITY_LEVELS } from "#lib/access/identity-level.ts";
import { person } from "./person.ts";

export const ownAccountView = person.extend({
  /** Null where they have not set one themselves. */
  passwordChangedAt: z.string().nullable(),
  /** How their present credential reached them. */
  level: z.enum(IDENTITY_LEVELS).nullable(),
  /** Every level at which they can sign. */
  levels: z.array(z.enum(IDENTITY_LEVELS)),
});
export type OwnAccountView = z.infer<typeof ownAccountView>;
