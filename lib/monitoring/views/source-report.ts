import { z } from "zod";

const armReport = z.object({
  rows: z.number(),
  /** Rows that failed, or whose score or latency is no number. */
  broken: z.number(),
  /** Rows whose exposure receipt is for them, and those whose receipt is for something else; the others came without. */
  receiptsValid: z.number(),
  receiptsInvalid: z.number(),
  latestAt: z.string(),
});
export type ArmReport = z.infer<typeof armReport>;

/** What one source reported of each arm of an exposure; null of an arm that it says nothing of. */
export const sourceReport = z.object({
  /** Empty where the sender names no source. */
  source: z.string(),
  baseline: armReport.nullable(),
  candidate: armReport.nullable(),
});
export type SourceReport = z.infer<typeof sourceReport>;
