import { z } from "zod";
import { PROPOSAL_STATES } from "#lib/councils/policy-proposal.ts";
import { POLICY_DECISIONS } from "#lib/councils/signable.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { policyContent, seatRule } from "#lib/policy/policy.ts";

const seat = z.enum(FUNCTIONS);
const signature = z.object({
  id: z.string(),
  decision: z.enum(POLICY_DECISIONS),
  signerName: z.string(),
  comment: z.string(),
  method: z.string(),
  signedAt: z.string(),
  /** Does it count now: not replaced, by someone who may still sign? */
  counts: z.boolean(),
});

const endedProposal = z.object({
  id: z.string(),
  version: z.number(),
  state: z.enum(PROPOSAL_STATES),
  reason: z.string(),
  author: z.string(),
  proposedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Who signed it, and what. */
  signatures: z.array(signature.omit({ counts: true }).extend({ seat })),
});
export type EndedProposal = z.infer<typeof endedProposal>;

const proposalView = z.object({
  id: z.string(),
  version: z.number(),
  digest: z.string(),
  reason: z.string(),
  proposedAt: z.string(),
  author: z.object({ id: z.string(), name: z.string() }),
  base: z.object({ version: z.number(), content: policyContent }),
  content: policyContent,
  council: z.object({
    met: z.number(),
    seats: z.array(
      z.object({
        function: seat,
        min: z.number(),
        state: z.enum(["met", "objected", "stale", "waiting"]),
        /** People who may fill it. */
        candidates: z.array(z.string()),
        signatures: z.array(signature),
      }),
    ),
  }),
  mine: z.object({
    /** The seats the reader speaks for, and why one of them is not theirs to sign. */
    seats: z.array(
      z.object({ function: seat, whyNot: z.string().nullable(), signedAt: z.string().nullable() }),
    ),
    whyNotWithdraw: z.string().nullable(),
  }),
});
export type ProposalView = z.infer<typeof proposalView>;

const publishedVersion = z.object({
  version: z.number(),
  digest: z.string(),
  publishedAt: z.string(),
  publishedBy: z.string(),
});

/** The policy in force, the change of it that waits, and what was before. */
export const policyView = z.object({
  current: publishedVersion
    .extend({
      content: policyContent,
      /** Who signs the next version, said or not. */
      changeSeats: z.array(seatRule),
    })
    .nullable(),
  proposal: proposalView.nullable(),
  whyNotPropose: z.string().nullable(),
  earlier: z.array(publishedVersion),
  ended: z.array(endedProposal),
});
