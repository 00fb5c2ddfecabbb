import { z } from "zod";

const instant = z.string().nullable();

/** How fast a rollback was: the breach in the data, its detection, the decision, the first request on the base. */
export const rollbackTimes = z.object({
  breachAt: instant,
  detectedAt: instant,
  decidedAt: instant,
  actuatedAt: instant,
});

export type RollbackTimes = z.infer<typeof rollbackTimes>;
