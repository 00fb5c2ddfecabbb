import { z } from "zod";
import { person } from "./person.ts";

export const ownAccountView = person.extend({
  /** Null while it is the temporary one that an admin set. */
  passwordChangedAt: z.string().nullable(),
});
export type OwnAccountView = z.infer<typeof ownAccountView>;
