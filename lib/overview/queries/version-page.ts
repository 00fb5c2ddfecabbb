import { z } from "zod";
import type { EvaluationReport } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { liveOnPointers } from "#lib/exposure/rows/live-on-pointers.ts";
import { id, ordinal, slug } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { versionPageView } from "#lib/overview/views/version-page.ts";
import { findVersion } from "#lib/registry/rows/find-model.ts";
import { toReportDetail, toReportSummary } from "#lib/registry/rows/report-view.ts";
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
    const reports = await tx.evaluationReport.findMany({
      where: { versionId: version.id },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: LISTED_MAX,
    });
    const shown = await reportShown(tx, version.id, reports, reportId);
    if (reportId && !shown)
      return refuse("not-found", "report-not-found", "This version has no report with this id.");
    const cards = await tx.cardRevision.findMany({
      where: { versionId: version.id },
      orderBy: { revision: "desc" },
      take: LISTED_MAX,
    });
    const revisions = cards.map((card) => ({
      revision: card.revision,
      digest: card.digest,
      author: card.authorName,
      createdAt: card.createdAt.toISOString(),
    }));
    const owner = await tx.person.findUniqueOrThrow({ where: { id: model.ownerId } });
    const parent = version.parentId
      ? await tx.modelVersion.findUnique({ where: { id: version.parentId } })
      : null;
    return ok({
      model: { name: model.name, title: model.title, tier: oneOf(TIERS, model.riskTier), owner: owner.name },
      version: {
        id: version.id,
        number: version.number,
        digest: version.digest,
        description: version.description,
        codeCommit: version.codeCommit,
        lockDigest: version.lockDigest,
        configDigest: version.configDigest,
        trainingRun: version.trainingRun,
        parent: parent && { number: parent.number, digest: parent.digest },
        ...described(version),
        registeredBy: version.registeredBy,
        registeredFrom: version.registeredFrom as VersionDetail["registeredFrom"],
        registeredAt: version.createdAt.toISOString(),
      },
      card: { ...revisions[0]!, markdown: cards[0]!.markdown },
      revisions,
      reports: reports.map(toReportSummary),
      report: shown && toReportDetail(shown),
      pointers: (await liveOnPointers(tx, [model.id])).map(({ modelId: _, ...pointer }) => pointer),
      others: await otherVersions(tx, model.id, number),
      people: peopleOfVersion(owner.name, version, cards, reports),
    });
  },
});

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
  const rows = await tx.modelVersion.findMany({
    where: { modelId, number: { not: number } },
    select: { number: true },
    orderBy: { number: "desc" },
    take: LISTED_MAX,
  });
  return rows.map((row) => row.number);
}
