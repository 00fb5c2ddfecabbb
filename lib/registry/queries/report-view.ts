import { z } from "zod";
import type { EvaluationReport } from "#generated/prisma/client.ts";
import { type EvaluationContent, evaluationContent, measuredMetric } from "#lib/registry/evaluation.ts";

/** A report without its slices: who measured what on which data, and the numbers over all rows. */
export const reportSummary = z.object({
  id: z.string(),
  digest: z.string(),
  pipeline: z.string(),
  /** Digest of the version that was measured; always the version's own. */
  subjectDigest: z.string(),
  dataset: z.object({ name: z.string(), digest: z.string() }),
  codeCommit: z.string(),
  producedBy: z.string(),
  createdAt: z.string(),
  rows: z.number(),
  metrics: z.array(measuredMetric),
});
export type ReportSummary = z.infer<typeof reportSummary>;

/** A report whole. */
export const reportDetail = reportSummary.extend({ content: evaluationContent });

export function toReportSummary(report: EvaluationReport): ReportSummary {
  const { rows, metrics } = report.content as unknown as EvaluationContent;
  return {
    id: report.id,
    digest: report.digest,
    pipeline: report.pipeline,
    subjectDigest: report.subjectDigest,
    dataset: { name: report.datasetName, digest: report.datasetDigest },
    codeCommit: report.codeCommit,
    producedBy: report.producedBy,
    createdAt: report.createdAt.toISOString(),
    rows,
    metrics,
  };
}

export const toReportDetail = (report: EvaluationReport): z.infer<typeof reportDetail> => ({
  ...toReportSummary(report),
  content: report.content as unknown as EvaluationContent,
});
