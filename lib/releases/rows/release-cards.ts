import type { Tx } from "#lib/db/client.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

type Of = Pick<ReleaseCaseFile, "release" | "sections">;

/** The card under review, and the live version's card to compare with. */
export async function releaseCards(tx: Tx, { release, sections }: Of) {
  const [cards] = await tx.$queryRaw<{ candidate: string | null; base: string | null }[]>`
    SELECT (SELECT markdown FROM card_revision
            WHERE version_id = ${release.versionId}::uuid AND revision = ${sections.card.revision}) AS candidate,
           (SELECT markdown FROM card_revision WHERE version_id = ${release.baseVersionId}::uuid
            ORDER BY revision DESC LIMIT 1) AS base`;
  return { candidate: cards!.candidate ?? "", base: cards!.base };
}

/** Was a newer card written since? */
export async function hasNewerCard(tx: Tx, { release, sections }: Of): Promise<boolean> {
  const [card] = await tx.$queryRaw<{ newer: boolean }[]>`
    SELECT EXISTS (SELECT FROM card_revision
                   WHERE version_id = ${release.versionId}::uuid AND revision > ${sections.card.revision}) AS newer`;
  return card!.newer;
}
