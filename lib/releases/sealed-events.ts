import { z } from "zod";
import { presenceDetails, presenceFields } from "#lib/councils/presence-said.ts";
import { PRELIMINARY_DECISIONS, sealedWords } from "#lib/councils/sealed-verdict.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { digestText, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";

const inRound = { number: ordinal, round: ordinal, subject: digestText };
const commitmentText = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "is not a commitment");

/** Preliminary verdicts: each sealed as it is given, all of a round opened at once. None of them fills a seat. */
export const sealedEvents = {
  "verdict.sealed": {
    data: z.object({
      ...inRound,
      ...presenceFields,
      sealed: named,
      seat: z.enum(FUNCTIONS),
      /** To what it says, which the log does not hold before the reveal. */
      commitment: commitmentText,
      /** Whom the giver spoke for, and by which delegation. */
      onBehalfOf: named.exactOptional(),
      delegation: named.exactOptional(),
    }),
    details: presenceDetails.extend({ onBehalfOf: z.object({ name: z.string() }).exactOptional() }),
  },
  "verdict.revealed": {
    data: z.object({
      ...inRound,
      /** Every seat was heard, or the policy's hours had passed. */
      because: z.enum(["complete", "deadline"]),
      /** What each said, with the salt that proves it against the commitment. */
      opened: z.array(
        z.object({
          sealed: named,
          decision: z.enum(PRELIMINARY_DECISIONS),
          salt: z.string(),
          /** Commitment to what was written with it. */
          words: commitmentText.exactOptional(),
        }),
      ),
      /** Those that did not open: sealed for a key that is gone, or changed since. */
      unread: z.array(named),
      /** Earlier approvals whose signers had lost their authority: with them it derives which seats had been heard. */
      lapsed: z.array(named),
    }),
    /** What was written with each, by the sealed verdict's id. */
    details: z.object({ words: z.record(z.string(), sealedWords).exactOptional() }),
  },
} as const satisfies Catalogue;
