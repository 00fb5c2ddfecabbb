import { z } from "zod";
import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { SHOWN_STATES } from "#lib/releases/conditions.ts";
import { waivedGate } from "#lib/releases/waived-gates.ts";

const verdict = z.object({
  signer: z.string(),
  decision: z.enum(VERDICT_DECISIONS),
  round: z.number(),
  signedAt: z.string(),
  /** Why it does not count, as a sentence; null where it does. */
  whyNot: z.string().nullable(),
});

const seat = z.object({
  function: z.enum(FUNCTIONS),
  met: z.boolean(),
  /** Why it is not met, as a sentence. */
  whyNot: z.string().nullable(),
  verdicts: z.array(verdict),
});
export type GateSeat = z.infer<typeof seat>;

export const releaseGateView = z.object({
  number: z.number(),
  state: z.enum(SHOWN_STATES),
  round: z.number(),
  subjectDigest: z.string(),
  open: z.boolean(),
  whyNot: z.string().nullable(),
  validUntil: z.string().nullable(),
  seats: z.array(seat),
  /** What is missing of its challenges, as a sentence; null where nothing is. */
  challenge: z.string().nullable(),
  /** The gates of the policy that do not pass and that waivers cover. */
  waived: z.array(waivedGate),
});
