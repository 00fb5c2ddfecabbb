import { z } from "zod";
import { PROPOSAL_STATES } from "#lib/councils/policy-proposal.ts";
import { SEAT_STATES } from "#lib/councils/quorum.ts";
import { POLICY_DECISIONS } from "#lib/councils/signable.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest } from "#lib/kernel/fields.ts";
import { policyContent } from "#lib/policy/policy.ts";
import { policyInForceView, publishedPolicy } from "#lib/policy/views/policy-version.ts";
import { reviewers } from "#lib/policy/views/reviewers.ts";

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

export const proposalView = z.object({
  id: z.string(),
  version: z.number(),
  digest,
  reason: z.string(),
  proposedAt: z.string(),
  author: z.object({ id: z.string(), name: z.string() }),
  base: z.object({ version: z.number(), content: policyContent }),
  content: policyContent,
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
export type ProposalView = z.infer<typeof proposalView>;

/** The policy in force, its open proposal, and what was before. */
export const policyPageView = z.object({
  current: policyInForceView.nullable(),
  proposal: proposalView.nullable(),
  whyNotPropose: z.string().nullable(),
  /** The functions that sign a change of this policy, of whose holders it takes none as they are known. */
  unknownSigners: z.array(seat),
  reviewers,
  earlier: z.array(publishedPolicy),
  ended: z.array(endedProposal),
});
export type PolicyPageView = z.infer<typeof policyPageView>;
