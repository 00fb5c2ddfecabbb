import type { OwnSeat } from "#lib/councils/own-seats.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import type { SectionDigests } from "#lib/councils/sections.ts";
import type { Tx } from "#lib/db/client.ts";
import { changedSections, type ReleaseSections } from "#lib/releases/sections.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

/** What somebody last signed, if the release changed since: its round, as it was then. */
export async function signedBefore(
  tx: Tx,
  file: ReleaseCaseFile,
  own: readonly OwnSeat<KeptSignature>[],
): Promise<ReleasePageView["signedBefore"]> {
  const last = own
    .flatMap(({ last }) => last?.signature ?? [])
    .toSorted((a, b) => a.signedAt.getTime() - b.signedAt.getTime())
    .at(-1);
  if (!last || last.round === file.round) return null;
  const { seat, round, decision, signedAt } = last;
  const [then] = await tx.$queryRaw<{ sections: ReleaseSections; sectionDigests: SectionDigests }[]>`
    SELECT sections, section_digests AS "sectionDigests" FROM release_round
    WHERE release_id = ${file.id}::uuid AND round = ${round}`;
  if (!then) throw new Error(`release ${file.release.number} has no round ${round}, which was signed`);
  const changed = changedSections(then.sectionDigests, file.digests);
  if (changed.length === 0) return null;
  const { sections } = then;
  const card = changed.includes("card") ? await cardAt(tx, file, sections.card.revision) : null;
  return { seat, round, decision, at: signedAt.toISOString(), sections, changed, card };
}

async function cardAt(tx: Tx, { release: { versionId } }: ReleaseCaseFile, revision: number) {
  const [card] = await tx.$queryRaw<{ markdown: string }[]>`
    SELECT markdown FROM card_revision WHERE version_id = ${versionId}::uuid AND revision = ${revision}`;
  return card?.markdown ?? null;
}
