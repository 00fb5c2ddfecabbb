import { z } from "zod";
import { EVIDENCE_STATES } from "#lib/rollouts/verdict.ts";

const number = z.number().exactOptional();

/** What one guardrail said, with the numbers it rests on. */
export const guardrailVerdict = z.object({
  guardrailId: z.string(),
  state: z.enum(EVIDENCE_STATES),
  /** The judge's own words, frozen with its version. Pages word a verdict from its numbers. */
  reason: z.string(),
  n: z.object({ baseline: z.number(), candidate: z.number() }),
  baselineMean: number,
  candidateMean: number,
  difference: number,
  lower: number,
  upper: number,
  timeBlocks: number,
  margin: number,
  alpha: number,
  p: number,
  samplesNeeded: number,
  baselineLabelled: number,
  candidateLabelled: number,
  newestLabelled: number,
  labelsNeeded: number,
  baselineReceipts: number,
  candidateReceipts: number,
  receiptsNeeded: number,
  baselineSubjects: number,
  candidateSubjects: number,
  baselineWorth: number,
  candidateWorth: number,
  tippingPoint: number,
});

export type GuardrailVerdictView = z.infer<typeof guardrailVerdict>;
