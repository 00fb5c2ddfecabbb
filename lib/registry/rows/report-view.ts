import type { EvaluationReport } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { EvaluationContent } from "#lib/registry/evaluation.ts";
import type { ReportDetail, ReportSummary } from "#lib/registry/views/report.ts";

type Summed = Omit<EvaluationReport, "workspaceId" | "versionId" | "producedById">;

export function toReportSummary(report: Summed): ReportSummary {
  const { rows, metrics } = contentOf(report);
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

/** The number of reports of each version and the latest one, without its slices, which are long. */
export async function latestReports(
  tx: Tx,
  versionIds: readonly string[],
): Promise<Map<string, { reports: number; latest: ReportSummary }>> {
  const rows = await tx.$queryRaw<(Summed & { versionId: string; reports: number })[]>`
    SELECT DISTINCT ON (version_id) version_id::text AS "versionId", count(*) OVER (PARTITION BY version_id)::int AS reports,
           id::text, digest, pipeline, subject_digest AS "subjectDigest", dataset_name AS "datasetName",
           dataset_digest AS "datasetDigest", code_commit AS "codeCommit", produced_by AS "producedBy",
           created_at AS "createdAt", jsonb_build_object('rows', content -> 'rows', 'metrics', content -> 'metrics') AS content
    FROM evaluation_report WHERE version_id = ANY(${[...versionIds]}::uuid[])
    ORDER BY version_id, created_at DESC, id DESC`;
  return new Map(rows.map((row) => [row.versionId, { reports: row.reports, latest: toReportSummary(row) }]));
}

export const toReportDetail = (report: EvaluationReport): ReportDetail => ({
  ...toReportSummary(report),
  content: contentOf(report),
});

/** What a report says. It passed its schema when it was filed. */
export const contentOf = ({ content }: Pick<EvaluationReport, "content">): EvaluationContent =>
  content as unknown as EvaluationContent;
