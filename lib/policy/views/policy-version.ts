import { z } from "zod";
import { policyContent, seatRule } from "#lib/policy/policy.ts";

/** A version that is or was in force. */
export const publishedPolicy = z.object({
  version: z.number(),
  digest: z.string(),
  publishedAt: z.string(),
  publishedBy: z.string(),
});
export type PublishedPolicy = z.infer<typeof publishedPolicy>;

export const policyInForceView = publishedPolicy.extend({
  content: policyContent,
  /** Who signs the next version, also where the policy names nobody. */
  changeSeats: z.array(seatRule),
});
export type PolicyInForceView = z.infer<typeof policyInForceView>;
