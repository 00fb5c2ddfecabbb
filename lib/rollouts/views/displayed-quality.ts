import { z } from "zod";

const displayed = z
  .object({ n: z.number(), value: z.number(), lower: z.number(), upper: z.number() })
  .nullable();

/** Metrics of one arm that no guardrail can decide by, each over `n` rows of its class; null where there is none. */
const displayedArm = z.object({
  /** Answers with their outcome, one of each subject. */
  n: z.number(),
  precision: displayed,
  recall: displayed,
  f1: displayed,
  auc: displayed,
});
export type DisplayedArm = z.infer<typeof displayedArm>;

/** What is displayed of a stage and decides nothing; null where its task or its rows do not have it. */
export const displayedQualityView = z.object({
  stage: z.string(),
  asOf: z.string(),
  threshold: z.number(),
  /** The most answers that are read, the newest of both arms. */
  rowsMax: z.number(),
  arms: z.object({ baseline: displayedArm, candidate: displayedArm }).nullable(),
});
export type DisplayedQualityView = z.infer<typeof displayedQualityView>;
