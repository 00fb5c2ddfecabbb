import type { ModelVersion } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";

export type NamedContributor = {
  readonly personId: string;
  readonly personName: string;
  readonly because: string;
};

/** Contributors as an event records them: without names, which are personal. */
export const contributorsSaid = (contributors: readonly NamedContributor[]) =>
  contributors.map(({ personId, because }) => ({ person: personId, because }));

/** Their names as they are now, beside the log. */
export const namesKept = (contributors: readonly NamedContributor[]) => ({
  names: Object.fromEntries(contributors.map(({ personId, personName }) => [personId, personName])),
});

/** The people a version's lineage names: who registered it, wrote its card, evaluated it, registered its parent. */
export async function contributorsOfVersion(tx: Tx, version: ModelVersion): Promise<NamedContributor[]> {
  const cards = await tx.cardRevision.findMany({
    where: { versionId: version.id },
    omit: { markdown: true },
  });
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
