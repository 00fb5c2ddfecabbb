import { z } from "zod";

/** An account at a provider that a person signs in with. The subject stays out: nobody here needs it. */
export const boundIdentity = z.object({ id: z.string(), issuer: z.string(), boundAt: z.string() });
export type BoundIdentityView = z.infer<typeof boundIdentity>;

export const identityListView = z.object({
  identities: z.array(boundIdentity),
  /** Whether a password is another way in. */
  hasPassword: z.boolean(),
});
