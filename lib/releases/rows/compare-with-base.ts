import type { Tx } from "#lib/db/client.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { contentOf } from "#lib/registry/rows/report-view.ts";
import { described } from "#lib/registry/rows/version-row.ts";
import type { DatasetSnapshot, SchemaColumn } from "#lib/registry/version-input.ts";
import type { Comparison, DataChanges, Evaluation } from "#lib/releases/views/comparison.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

/** The newest report of the signed evidence that compares the candidate with the base, metric by metric. */
export async function compareWithBase(
  tx: Tx,
  { sections }: Pick<ReleaseCaseFile, "sections">,
): Promise<Comparison | null> {
  const { base } = sections.target;
  const reports = await tx.evaluationReport.findMany({
    where: signedReports(sections),
    orderBy: { createdAt: "desc" },
  });
  for (const report of reports) {
    const content = contentOf(report);
    const comparison = content.comparisons.find(({ against }) => against.digest === base?.digest);
    if (!comparison) continue;
    const measured = new Map(content.slices.map((slice) => [keyOf(slice), slice.metrics]));
    const own = new Map(content.metrics.map((metric) => [metric.metric, metric.value]));
    return {
      pipeline: report.pipeline,
      dataset: report.datasetName,
      rows: content.rows,
      slices: comparison.slices.map((slice) => ({ ...slice, candidates: measured.get(keyOf(slice)) ?? [] })),
      metrics: comparison.metrics.map((delta) => {
        const candidate = own.get(delta.metric) ?? null;
        const known = candidate !== null && delta.difference !== null;
        return { ...delta, candidate, base: known ? candidate - delta.difference! : null, n: content.rows };
      }),
    };
  }
  return null;
}

/** A slice is the same whatever the order of its parts. */
const keyOf = ({ slice }: Pick<Comparison["slices"][number], "slice">): string => canonicalJson(slice);

/** Also by version: a search by digest alone reads every report. */
const signedReports = ({ artifact, evidence }: ReleaseCaseFile["sections"]) => ({
  digest: { in: evidence.reports.map((report) => report.digest) },
  version: { number: artifact.version, model: { name: artifact.model } },
});

/** The newest report of the signed evidence on its own: how the candidate was measured. */
export async function measuredAlone(
  tx: Tx,
  { sections }: Pick<ReleaseCaseFile, "sections">,
): Promise<Evaluation | null> {
  const report = await tx.evaluationReport.findFirst({
    where: signedReports(sections),
    orderBy: { createdAt: "desc" },
  });
  if (!report) return null;
  const { rows, metrics } = contentOf(report);
  return { pipeline: report.pipeline, dataset: report.datasetName, rows, metrics };
}

/** The card under review, and the live version's card to compare with. */
export async function readCards(tx: Tx, { release, sections }: ReleaseCaseFile) {
  const signed = await tx.cardRevision.findUnique({
    where: { versionId_revision: { versionId: release.versionId, revision: sections.card.revision } },
  });
  const base = release.baseVersionId
    ? await tx.cardRevision.findFirst({
        where: { versionId: release.baseVersionId },
        orderBy: { revision: "desc" },
      })
    : null;
  return { candidate: signed?.markdown ?? "", base: base?.markdown ?? null };
}

/** Was a newer card written since? */
export const hasNewerCard = async (tx: Tx, { release, sections }: ReleaseCaseFile): Promise<boolean> =>
  (await tx.cardRevision.count({
    where: { versionId: release.versionId, revision: { gt: sections.card.revision } },
  })) > 0;

/** Data sets and columns that were added, removed or changed type between the base and the candidate. */
export async function diffData(tx: Tx, { release }: ReleaseCaseFile): Promise<DataChanges> {
  const candidate = await tx.modelVersion.findUniqueOrThrow({ where: { id: release.versionId } });
  const base = release.baseVersionId
    ? await tx.modelVersion.findUnique({ where: { id: release.baseVersionId } })
    : null;
  const now = described(candidate);
  const before = base && described(base);
  return {
    datasets: diffDatasets(now.datasets, before?.datasets ?? []),
    columns: diffColumns(now.schema, before?.schema ?? []),
  };
}

function diffDatasets(now: DatasetSnapshot[], before: DatasetSnapshot[]): DataChanges["datasets"] {
  const had = new Set(before.map(({ digest }) => digest));
  const has = new Set(now.map(({ digest }) => digest));
  return [
    ...now.map(({ name, digest }) => ({
      name,
      digest,
      change: had.has(digest) ? ("same" as const) : ("added" as const),
    })),
    ...before
      .filter(({ digest }) => !has.has(digest))
      .map(({ name, digest }) => ({ name, digest, change: "removed" as const })),
  ];
}

function diffColumns(now: SchemaColumn[], before: SchemaColumn[]): DataChanges["columns"] {
  const had = new Map(before.map(({ name, type }) => [name, type]));
  const has = new Set(now.map(({ name }) => name));
  const changeOf = ({ name, type }: SchemaColumn) =>
    !had.has(name) ? ("added" as const) : had.get(name) === type ? ("same" as const) : ("retyped" as const);
  return [
    ...now.map((column) => ({ name: column.name, type: column.type, change: changeOf(column) })),
    ...before
      .filter(({ name }) => !has.has(name))
      .map(({ name, type }) => ({ name, type, change: "removed" as const })),
  ];
}
