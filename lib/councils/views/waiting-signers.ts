import { z } from "zod";
import { RENEWALS } from "#lib/access/waiting.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";

/** Somebody who holds a function and does not sign yet, because what they sign in with was just renewed. */
export const waitingSigner = z.object({
  personId: z.string(),
  name: z.string(),
  functions: z.array(z.enum(FUNCTIONS)),
  renewal: z.enum(RENEWALS),
  /** Who renewed it: a person, or null for the operator. */
  by: z.string().nullable(),
  since: z.string(),
  until: z.string(),
  /** Who can consent that they sign earlier. */
  consenters: z.array(z.string()),
  /** Why the reader cannot consent; null where they can. */
  whyNotConsent: z.string().nullable(),
});
export type WaitingSigner = z.infer<typeof waitingSigner>;

export const waitingSignersView = z.object({
  signers: z.array(waitingSigner),
  /** For how many hours the policy in force has somebody wait. */
  hours: z.number(),
  /** Why the reader uses no function now; null where they do not wait. */
  whyYouWait: z.string().nullable(),
});
export type WaitingSignersView = z.infer<typeof waitingSignersView>;
