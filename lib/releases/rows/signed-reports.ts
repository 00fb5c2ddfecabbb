import type { Tx } from "#lib/db/client.ts";
import type { SignedReport } from "#lib/releases/measured.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";

/** The reports of the signed evidence, newest first. Also by version: a search by digest alone reads every report. */
export const signedReports = (
  tx: Tx,
  { artifact, evidence }: Pick<ReleaseSections, "artifact" | "evidence">,
): Promise<SignedReport[]> => tx.$queryRaw<SignedReport[]>`
  SELECT report.pipeline, report.dataset_name AS dataset, report.dataset_digest AS "datasetDigest", report.content
  FROM evaluation_report report
  JOIN model_version version ON version.id = report.version_id
  JOIN model ON model.id = version.model_id
  WHERE report.digest = ANY(${evidence.reports.map(({ digest }) => digest)}) AND version.number = ${artifact.version}
    AND model.name = ${artifact.model}
  ORDER BY report.created_at DESC`;
