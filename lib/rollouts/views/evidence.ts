import { z } from "zod";

const spread = z.object({ groups: z.number(), between: z.number(), within: z.number() });

const armEvidence = z.object({
  n: z.number(),
  mean: z.number(),
  m2: z.number(),
  nonFinite: z.number(),
  latestAt: z.string().nullable(),
  bySubject: z
    .object({ rows: z.number(), subjects: z.number(), repeats: z.number(), values: spread, broken: spread })
    .exactOptional(),
  corrected: z.number().exactOptional(),
});

const events = z.object({ n: z.number(), events: z.number() });

const moments = z.object({ n: z.number(), mean: z.number(), m2: z.number() });

const labelCount = z.object({ owed: z.number(), labelled: z.number() });
const armLabels = z.object({ baseline: labelCount, candidate: labelCount });
const armCounts = z.object({ baseline: z.number(), candidate: z.number() });

const receiptCount = z.object({ rows: z.number(), valid: z.number() });

const histogram = z.object({ bins: z.array(z.number()), counts: z.array(z.number()) });

const sliceArm = moments.extend({ nonFinite: z.number() }).nullable();
const sliceEvidence = z.object({ slice: z.string(), baseline: sliceArm, candidate: sliceArm });
export const leftOut = z.object({
  dimension: z.string(),
  values: z.number(),
  named: z.array(z.string()).readonly(),
});

const guardrailEvidence = z.object({
  baseline: armEvidence.nullable(),
  candidate: armEvidence.nullable(),
  paired: armEvidence.exactOptional(),
  recent: z.array(z.number()).exactOptional(),
  blocks: z.array(z.object({ baseline: events, candidate: events })).exactOptional(),
  stretches: z.array(z.object({ baseline: moments, candidate: moments })).exactOptional(),
  histograms: z.object({ baseline: histogram, candidate: histogram }).exactOptional(),
  labels: armLabels.extend({ newest: armLabels.extend({ seconds: z.number() }) }).exactOptional(),
  slices: z
    .object({ judged: z.array(sliceEvidence).readonly(), leftOut: z.array(leftOut).readonly() })
    .exactOptional(),
  error: z.string().exactOptional(),
  consecutiveErrors: z.number().exactOptional(),
});

/** What a stage was judged by, as it is stored with a verdict. */
export const evidenceView = z.object({
  asOf: z.string(),
  stageEnteredAt: z.string(),
  watermark: z.string().nullable(),
  byGuardrail: z.record(z.string(), guardrailEvidence),
  exposureCounts: armCounts.extend({
    plannedCandidateShare: z.number(),
    units: armCounts.exactOptional(),
    shared: z.object({ receipt: armCounts, sender: armCounts }).exactOptional(),
  }),
  receipts: z.object({ baseline: receiptCount, candidate: receiptCount }).exactOptional(),
});

export type EvidenceView = z.infer<typeof evidenceView>;
export type ArmEvidenceView = z.infer<typeof armEvidence>;
