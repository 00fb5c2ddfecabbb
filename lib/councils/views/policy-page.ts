import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { policyContent } from "#lib/policy/policy.ts";
import { policyInForceView, publishedPolicy } from "#lib/policy/views/policy-version.ts";
import { reviewers } from "#lib/policy/views/reviewers.ts";
import { endedProposal, proposedView } from "./proposal.ts";

export const proposalView = proposedView.extend({
  base: z.object({ version: z.number(), content: policyContent }),
  content: policyContent,
});
export type ProposalView = z.infer<typeof proposalView>;

/** The policy in force, its open proposal, and what was before. */
export const policyPageView = z.object({
  current: policyInForceView.nullable(),
  proposal: proposalView.nullable(),
  whyNotPropose: z.string().nullable(),
  /** The functions that sign a change of this policy, of whose holders it takes none as they are known. */
  unknownSigners: z.array(z.enum(FUNCTIONS)),
  reviewers,
  /** The councils to which a policy can route a tier. */
  councils: z.array(z.object({ id: z.string(), name: z.string() })),
  earlier: z.array(publishedPolicy),
  ended: z.array(endedProposal),
});
export type PolicyPageView = z.infer<typeof policyPageView>;
