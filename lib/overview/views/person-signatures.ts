import { z } from "zod";

import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { pageOf } from "#lib/kernel/fields.ts";
import { PROOF_METHODS } from "#lib/releases/views/release-council.ts";

/** A signature as the page of its signer lists it. */
export const personSignature = z.object({
  id: z.string(),
  /** What was signed: a release in one of its rounds, or the proposal that would become a policy or a council. */
  subject: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("release"), number: z.number(), model: z.string(), version: z.number() }),
    z.object({ kind: z.literal("policy-proposal"), version: z.number() }),
    z.object({ kind: z.literal("council-proposal"), council: z.string(), name: z.string() }),
  ]),
  round: z.number(),
  seat: z.enum(FUNCTIONS),
  decision: z.enum(VERDICT_DECISIONS),
  method: z.enum(PROOF_METHODS),
  signedAt: z.string(),
  /** Who lifted it, where it was an objection and somebody did. */
  liftedBy: z.string().nullable(),
});
export type PersonSignature = z.infer<typeof personSignature>;

export const personSignaturesView = pageOf(personSignature);
