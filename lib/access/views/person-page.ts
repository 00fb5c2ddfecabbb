import { z } from "zod";
import { IDENTITY_LEVELS } from "#lib/access/identity-level.ts";
import { listedFactor } from "./factor-list.ts";
import { listedPerson } from "./person-list.ts";

/** One person of the workspace: how they are known, and what they sign in with. */
export const personPageView = z.object({
  person: listedPerson,
  identity: z
    .object({
      level: z.enum(IDENTITY_LEVELS),
      /** Every level at which they can sign. */
      levels: z.array(z.enum(IDENTITY_LEVELS)),
      since: z.string(),
      /** The person who issued the link; null for the system and the person themselves. */
      issuer: z.string().nullable(),
    })
    .nullable(),
  factors: z.array(listedFactor),
});
export type PersonPageView = z.infer<typeof personPageView>;
