import { z } from "zod";

const number = z.number().nullable();

/** Both arms at one time: means, each with a 95 % interval for the eye. */
const armPoint = z.object({
  at: z.string(),
  baseline: number,
  baselineLow: number,
  baselineHigh: number,
  candidate: number,
  candidateLow: number,
  candidateHigh: number,
});

/** One metric over the whole rollout. */
export const armSeries = z.object({
  metric: z.string(),
  bucketSeconds: z.number(),
  points: z.array(armPoint),
});

export type ArmPoint = z.infer<typeof armPoint>;
export type ArmSeries = z.infer<typeof armSeries>;
