import { z } from "zod";
import type { CardRevision, EvaluationReport } from "#generated/prisma/client.ts";
import { personNamed } from "#lib/access/rows/person-named.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { asModels } from "#lib/db/models.ts";
import { liveOnPointers } from "#lib/exposure/rows/live-on-pointers.ts";
import { id, ordinal, slug } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { versionPageView } from "#lib/overview/views/version-page.ts";
import { WHOLE_MANIFEST_FILES_MAX } from "#lib/registry/manifest.ts";
import { findVersion } from "#lib/registry/rows/find-model.ts";
import { toReportDetail, toReportSummary } from "#lib/registry/rows/report-view.ts";
import { filesFrom, fileTotals } from "#lib/registry/rows/version-files.ts";
import { unnamedOrigins } from "#lib/registry/rows/version-origins.ts";
import { peopleOfVersion } from "#lib/registry/rows/version-people.ts";
import { described } from "#lib/registry/rows/version-row.ts";
import { TIERS } from "#lib/registry/tier.ts";
import type { VersionDetail } from "#lib/registry/views/version.ts";

/** Reports, card revisions and sibling versions named on one page, newest first. */
const LISTED_MAX = 50;

/** Everything the registry knows about one version. */
export const versionPage = defineQuery({
  name: "version-page",
  permission: "registry:read",
  summary: "A version: identity, card, evaluation, schema, data, people",
  /** `report` is the id of a report to show in full instead of the latest. */
  input: z.strictObject({ model: slug, version: ordinal, report: id.optional() }),
  output: versionPageView,

  async load(tx, { model: modelName, version: number, report: reportId }) {
    const found = await findVersion(tx, modelName, number);
    if (!found.ok) return found;
    const { model, ...version } = found.value;
    const [files, totals, reports, cards, owner, parent, origins, live, others] = await Promise.all([
      filesFrom(tx, version.id, 0, WHOLE_MANIFEST_FILES_MAX),
      fileTotals(tx, version.id),
      reportsOf(tx, version.id),
      cardsOf(tx, version.id),
      personNamed(tx, model.ownerId),
      parentOf(tx, version.parentId),
      unnamedOrigins(tx, version.id),
      liveOnPointers(tx, [model.id]),
      otherVersions(tx, model.id, number),
    ]);
    const shown = await reportShown(tx, version.id, reports, reportId);
    if (reportId && !shown)
      return refuse("not-found", "report-not-found", "This version has no report with this id.");
    const revisions = cards.map((card) => ({
      revision: card.revision,
      digest: card.digest,
      author: card.authorName,
      createdAt: card.createdAt.toISOString(),
    }));
    return ok({
      model: { name: model.name, title: model.title, tier: oneOf(TIERS, model.riskTier), owner },
      version: {
        id: version.id,
        number: version.number,
        digest: version.digest,
        description: version.description,
        codeCommit: version.codeCommit,
        lockDigest: version.lockDigest,
        configDigest: version.configDigest,
        trainingRun: version.trainingRun,
        parent,
        files,
        ...totals,
        ...described(version),
        registeredBy: version.registeredBy,
        registeredFrom: version.registeredFrom as VersionDetail["registeredFrom"],
        registeredAt: version.createdAt.toISOString(),
      },
      origins,
      card: { ...revisions[0]!, markdown: cards[0]!.markdown ?? "" },
      revisions,
      reports: reports.map(toReportSummary),
      report: shown && toReportDetail(shown),
      pointers: live.map(({ modelId: _, ...pointer }) => pointer),
      others,
      people: await peopleOfVersion(tx, owner, version.id),
    });
  },
});

const reportsOf = async (tx: Tx, versionId: string): Promise<EvaluationReport[]> =>
  asModels<EvaluationReport>(
    await tx.$queryRaw`
      SELECT * FROM evaluation_report WHERE version_id = ${versionId}::uuid
      ORDER BY created_at DESC, id DESC LIMIT ${LISTED_MAX}`,
  );

type Card = Pick<CardRevision, "revision" | "digest" | "authorName" | "createdAt"> & {
  markdown: string | null;
};

/** The revisions of a card, newest first, with the newest's text. */
const cardsOf = (tx: Tx, versionId: string): Promise<Card[]> => tx.$queryRaw`
  SELECT revision, digest, author_name AS "authorName", created_at AS "createdAt",
         CASE WHEN revision = max(revision) OVER () THEN markdown END AS markdown
  FROM card_revision WHERE version_id = ${versionId}::uuid ORDER BY revision DESC LIMIT ${LISTED_MAX}`;

async function parentOf(tx: Tx, id: string | null): Promise<VersionDetail["parent"]> {
  if (id === null) return null;
  const [parent] = await tx.$queryRaw<[{ number: number; digest: string }]>`
    SELECT number, digest FROM model_version WHERE id = ${id}::uuid`;
  return parent;
}

async function reportShown(
  tx: Tx,
  versionId: string,
  listed: readonly EvaluationReport[],
  asked: string | undefined,
): Promise<EvaluationReport | null> {
  if (asked === undefined) return listed[0] ?? null;
  const inList = listed.find((report) => report.id === asked);
  return inList ?? tx.evaluationReport.findFirst({ where: { id: asked, versionId } });
}

async function otherVersions(tx: Tx, modelId: string, number: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ number: number }[]>`
    SELECT number FROM model_version WHERE model_id = ${modelId}::uuid AND number <> ${number}
    ORDER BY number DESC LIMIT ${LISTED_MAX}`;
  return rows.map((row) => row.number);
}
