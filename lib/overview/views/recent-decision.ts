import { z } from "zod";
import { ACTOR_TYPES } from "#lib/audit/entry.ts";
import { DECISIVE_TYPES } from "#lib/overview/events.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { releaseReference } from "./release-reference.ts";

export const recentDecision = z.object({
  uid: z.string(),
  /** Leaf index in the audit log; null until it is placed. */
  index: z.number().nullable(),
  action: z.enum(DECISIVE_TYPES),
  at: z.string(),
  actor: z.object({ type: z.enum(ACTOR_TYPES), name: z.string().nullable() }),
  release: releaseReference.nullable(),
  rollout: z
    .object({
      number: z.number(),
      stage: z.string(),
      /** Title of the guardrail that decided it, where one did. */
      guardrail: z.string().nullable(),
      /** From the decision until every server answered from the base again. */
      secondsToBase: z.number().nullable(),
    })
    .nullable(),
  /** Of a policy, published or rejected. */
  policyVersion: z.number().nullable(),
  /** Of an incident, closed. */
  incident: z.number().nullable(),
  /** Of a model: its tier, confirmed or rejected. */
  assessed: z.object({ model: z.string(), tier: z.enum(TIERS) }).exactOptional(),
  /** Of a council; its name is null where the entry does not have it. */
  council: z.object({ id: z.string(), name: z.string().nullable() }).exactOptional(),
  /** Of a documented gap. */
  finding: z.object({ number: z.number(), model: z.string() }).exactOptional(),
  /** Of an envelope for standard changes. */
  envelope: z.object({ number: z.number(), model: z.string() }).exactOptional(),
  /** Of a re-review of what is live. */
  review: z.object({ number: z.number(), model: z.string() }).exactOptional(),
  /** Of a gate's waiver. */
  waiver: z.object({ number: z.number(), model: z.string() }).exactOptional(),
});
export type RecentDecision = z.infer<typeof recentDecision>;
