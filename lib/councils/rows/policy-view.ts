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
  /** Whether it counts now: not replaced, by a signer who may still sign. */
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
  /** The signers and their decisions. */
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
        /** People who can fill it. */
        candidates: z.array(z.string()),
        signatures: z.array(signature),
      }),
    ),
  }),
  mine: z.object({
    /** The seats of the reader's functions, each with the reason if the reader cannot sign it. */
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

/** The policy in force, its open proposal, and the history. */
export const policyView = z.object({
  current: publishedVersion
    .extend({
      content: policyContent,
      /** The signers of the next version, explicit or by default. */
      changeSeats: z.array(seatRule),
    })
    .nullable(),
  proposal: proposalView.nullable(),
  whyNotPropose: z.string().nullable(),
  earlier: z.array(publishedVersion),
  ended: z.array(endedProposal),
});
