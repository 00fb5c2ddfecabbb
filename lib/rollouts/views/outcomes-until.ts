import { z } from "zod";

/** How far the outcomes of an arm's answers have come. */
const armOutcomes = z.object({
  /** The newest moment before which the outcomes are there, as many as the plan asks for; null where there is none. */
  completeUntil: z.string().nullable(),
  /** How many of the answers received since still lack theirs. */
  toCome: z.number(),
});

/** Until when a metric that is known with outcomes has them, in the present stage. */
export const outcomesUntil = z.object({
  metric: z.string(),
  /** Answers received before this are judged: their label window is over. */
  dueUntil: z.string(),
  baseline: armOutcomes,
  candidate: armOutcomes,
});

export type ArmOutcomes = z.infer<typeof armOutcomes>;
export type OutcomesUntil = z.infer<typeof outcomesUntil>;
