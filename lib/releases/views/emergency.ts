import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { EMERGENCY_STATES } from "#lib/releases/emergency-state.ts";

const why = z.string().nullable();

/** A release that goes out before its review: its bounds, who let it out, and what the reader can do about it. */
export const emergencyView = z.object({
  /** Null where nobody declared it for the present round. */
  declared: z
    .object({
      state: z.enum(EMERGENCY_STATES),
      incident: z.number(),
      reason: z.string(),
      scope: z.string(),
      maxPercent: z.number(),
      endsAt: z.string(),
      declaredBy: z.string(),
      /** What a second person signs. */
      digest: z.string(),
      authorisedBy: why,
      authorisedAt: why,
      /** The seats, gates and checks it goes out without. */
      bypassed: z.array(z.string()),
      /** When its review is due; overdue where that has passed and it is not closed. */
      dueAt: why,
      overdue: z.boolean(),
    })
    .nullable(),
  whyNotDeclare: why,
  whyNotAuthorise: why,
  /** The function that the reader would authorise it for. */
  seat: z.enum(FUNCTIONS).nullable(),
});
export type EmergencyView = z.infer<typeof emergencyView>;
