import { z } from "zod";
import { evaluationContent, measuredMetric } from "#lib/registry/evaluation.ts";

/** A report without its slices: the producer, the data and the numbers over all rows. */
export const reportSummary = z.object({
  id: z.string(),
  digest: z.string(),
  pipeline: z.string(),
  /** Digest of the measured version; always the version's own. */
  subjectDigest: z.string(),
  dataset: z.object({ name: z.string(), digest: z.string() }),
  codeCommit: z.string(),
  producedBy: z.string(),
  createdAt: z.string(),
  rows: z.number(),
  metrics: z.array(measuredMetric),
});
export type ReportSummary = z.infer<typeof reportSummary>;

/** A complete report. */
export const reportDetail = reportSummary.extend({ content: evaluationContent });
export type ReportDetail = z.infer<typeof reportDetail>;
