import { z } from "zod";
import { person } from "./person.ts";

export const ownAccountView = person.extend({
  /** Null while the password is temporary, set by an admin. */
  passwordChangedAt: z.string().nullable(),
});
export type OwnAccountView = z.infer<typeof ownAccountView>;
