import { z } from "zod";

/** What one pointer's traffic was like in the last week, by what the live version answered. */
export const pointerTrafficView = z.object({
  /** Requests; 0 where nothing was reported. */
  perHour: z.number(),
  metrics: z.array(
    z.object({ metric: z.string(), perHour: z.number(), mean: z.number(), variance: z.number() }),
  ),
});
export type PointerTrafficView = z.infer<typeof pointerTrafficView>;
