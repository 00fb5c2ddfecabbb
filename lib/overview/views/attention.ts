import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { releaseReference } from "./release-reference.ts";

/** What everyone should know: open incidents, approvals that end soon, reviews that are late or cannot end. */
export const attentionView = z.object({
  /** Whether two people hold different functions: before that, nothing above the low tier is approved. */
  founded: z.boolean(),
  incidents: z.array(
    z.object({
      number: z.number(),
      title: z.string(),
      rollout: z.number(),
      release: z.number(),
      openedAt: z.string(),
    }),
  ),
  endingApprovals: z.array(z.object({ release: releaseReference, validUntil: z.string() })),
  overdueReviews: z.array(z.object({ release: releaseReference, dueAt: z.string() })),
  /** Councils with a seat that too few of their members can sign for. */
  shortCouncils: z.array(
    z.object({ council: z.object({ id: z.string(), name: z.string() }), seats: z.array(z.enum(FUNCTIONS)) }),
  ),
  unfillable: z.array(z.object({ release: releaseReference, seats: z.array(z.enum(FUNCTIONS)) })),
});
export type Attention = z.infer<typeof attentionView>;
