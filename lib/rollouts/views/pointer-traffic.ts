import { z } from "zod";

/** What one pointer's traffic was like in the last week, by what the live version answered. */
export const pointerTrafficView = z.object({
  /** Requests; 0 where nothing was reported. */
  perHour: z.number(),
  /** As many requests in an hour as in the busiest minute; null in the first hour of reports, which tells too little. */
  busiestPerHour: z.number().nullable(),
  metrics: z.array(
    z.object({
      metric: z.string(),
      perHour: z.number(),
      mean: z.number(),
      variance: z.number(),
      /** The spread of the difference of both answers to one request, where a version ran in shadow. */
      paired: z.object({ variance: z.number() }).exactOptional(),
      /** The values by bin, where quantiles of them are judged. */
      histogram: z
        .object({ bins: z.array(z.number()).readonly(), counts: z.array(z.number()).readonly() })
        .exactOptional(),
    }),
  ),
});
export type PointerTrafficView = z.infer<typeof pointerTrafficView>;
