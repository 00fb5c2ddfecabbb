import type { ModelVersion } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";

export type NamedContributor = {
  readonly personId: string;
  readonly personName: string;
  readonly because: string;
};

/** Contributors as an event says them: without names, which are personal. */
export const contributorsSaid = (contributors: readonly NamedContributor[]) =>
  contributors.map(({ personId, because }) => ({ person: personId, because }));

/** The people the lineage of a version names: who registered it, wrote its card, measured it, made its parent. */
export async function contributorsOfVersion(tx: Tx, version: ModelVersion): Promise<NamedContributor[]> {
  const cards = await tx.cardRevision.findMany({ where: { versionId: version.id } });
  const reports = await tx.evaluationReport.findMany({ where: { versionId: version.id } });
  const parent = version.parentId
    ? await tx.modelVersion.findUnique({ where: { id: version.parentId } })
    : null;
  const named = [
    {
      personId: version.registeredById,
      personName: version.registeredBy,
      because: "registered this version",
    },
    ...cards.map((card) => ({
      personId: card.authorId,
      personName: card.authorName,
      because: "wrote its card",
    })),
    ...reports.map((r) => ({
      personId: r.producedById,
      personName: r.producedBy,
      because: "produced its evaluation",
    })),
    ...(parent
      ? [
          {
            personId: parent.registeredById,
            personName: parent.registeredBy,
            because: "registered its parent version",
          },
        ]
      : []),
  ];
  const seen = new Set<string>();
  return named.filter(({ personId, because }) => {
    const key = `${personId}\n${because}`;
    return !seen.has(key) && seen.add(key);
  });
}
