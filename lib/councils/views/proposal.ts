import { z } from "zod";
import { PROPOSAL_STATES } from "#lib/councils/policy-proposal.ts";
import { SEAT_STATES } from "#lib/councils/quorum.ts";
import { POLICY_DECISIONS } from "#lib/councils/signable.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest } from "#lib/kernel/fields.ts";

const seat = z.enum(FUNCTIONS);
const signature = z.object({
  id: z.string(),
  decision: z.enum(POLICY_DECISIONS),
  signerName: z.string(),
  comment: z.string(),
  method: z.string(),
  signedAt: z.string(),
  /** Whether it counts now: not replaced, by a signer who may still sign. */
  counts: z.boolean(),
});

export const endedProposal = z.object({
  id: z.string(),
  version: z.number(),
  state: z.enum(PROPOSAL_STATES),
  reason: z.string(),
  author: z.string(),
  proposedAt: z.string(),
  endedAt: z.string().nullable(),
  /** The signers and their decisions. */
  signatures: z.array(signature.omit({ counts: true }).extend({ seat })),
});
export type EndedProposal = z.infer<typeof endedProposal>;

const proposedSeat = z.object({
  function: seat,
  min: z.number(),
  state: z.enum(SEAT_STATES),
  /** People who may fill it. */
  candidates: z.array(z.string()),
  signatures: z.array(signature),
});
export type ProposedSeat = z.infer<typeof proposedSeat>;

/** What is proposed for the policy or a council, without its content: who proposed it, why, and who signs. */
export const proposedView = z.object({
  id: z.string(),
  version: z.number(),
  digest,
  reason: z.string(),
  proposedAt: z.string(),
  author: z.object({ id: z.string(), name: z.string() }),
  council: z.object({ met: z.number(), seats: z.array(proposedSeat) }),
  mine: z.object({
    /** The seats of the reader's functions, each with the reason if the reader cannot sign it. */
    seats: z.array(
      z.object({
        function: seat,
        whyNot: z.string().nullable(),
        /** Why approving would be refused, where rejecting would not. */
        whyNotApprove: z.string().nullable(),
        signedAt: z.string().nullable(),
      }),
    ),
    whyNotWithdraw: z.string().nullable(),
  }),
});
export type ProposedView = z.infer<typeof proposedView>;
