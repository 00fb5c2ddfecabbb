import { z } from "zod";
import { EVIDENCE_STATES, SLICE_STATES } from "#lib/rollouts/verdict.ts";
import { leftOut } from "./evidence.ts";

const number = z.number().exactOptional();

const sliceVerdict = z.object({
  slice: z.string(),
  state: z.enum(SLICE_STATES),
  n: z.object({ baseline: z.number(), candidate: z.number() }),
  baselineMean: number,
  candidateMean: number,
  difference: number,
  lower: number,
  upper: number,
  missing: number,
});

/** What it said of its slices. */
const slicesVerdict = z.object({
  judged: z.array(sliceVerdict).readonly(),
  leftOut: z.array(leftOut).readonly(),
  absent: z.array(z.string()).readonly(),
  alpha: z.number(),
  among: z.number(),
  failed: z.string().exactOptional(),
  held: z.literal(true).exactOptional(),
  gap: z
    .object({
      lower: z.number(),
      upper: z.number(),
      difference: z.number(),
      better: z.string(),
      worse: z.string(),
      state: z.enum(["PASS", "FAIL", "INCONCLUSIVE"]),
    })
    .exactOptional(),
});

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
  slices: slicesVerdict.exactOptional(),
});

export type GuardrailVerdictView = z.infer<typeof guardrailVerdict>;
