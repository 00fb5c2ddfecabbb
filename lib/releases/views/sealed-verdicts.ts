import { z } from "zod";
import { PRELIMINARY_DECISIONS, writtenCondition } from "#lib/councils/sealed-verdict.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";

const decision = z.enum(PRELIMINARY_DECISIONS);

const given = z.object({
  id: z.string(),
  signerId: z.string(),
  signerName: z.string(),
  /** Whom the giver spoke for, under the name at the time; null for themselves. */
  onBehalfOf: z.string().nullable(),
  givenAt: z.string(),
  /** What it said; null before the reveal, and where it did not open. */
  said: z
    .object({ decision, comment: z.string(), conditions: z.array(writtenCondition).exactOptional() })
    .nullable(),
  /** What its giver signed since in this round; null before they did. */
  now: z.object({ decision, comment: z.string(), at: z.string(), changed: z.boolean() }).nullable(),
});
export type SealedView = z.infer<typeof given>;

const seat = z.object({
  function: z.enum(FUNCTIONS),
  /** Whether enough people were heard for it in this round. */
  heard: z.boolean(),
  given: z.array(given),
});
export type SealedSeatView = z.infer<typeof seat>;

/** What was sealed in a round, and what holds now, by seat. */
export const sealedVerdicts = z.object({
  phase: z.enum(["sealed", "revealed", "open"]),
  /** After how many hours of the round they are revealed at the latest, and when that is. */
  hours: z.number(),
  revealAt: z.string(),
  revealedAt: z.string().nullable(),
  seats: z.array(seat),
});
export type SealedVerdictsView = z.infer<typeof sealedVerdicts>;
