import type { Section, SectionDigests } from "#lib/councils/sections.ts";
import type { Tx } from "#lib/db/client.ts";
import { changedSections } from "#lib/releases/sections.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

/** The sections that differ from an earlier round; none where it is the present one or never was. */
export async function sectionsChangedSince(
  tx: Tx,
  { id, round: now, digests }: Pick<ReleaseCaseFile, "id" | "round" | "digests">,
  round: number,
): Promise<Section[]> {
  if (round >= now) return [];
  const [then] = await tx.$queryRaw<{ sectionDigests: SectionDigests }[]>`
    SELECT section_digests AS "sectionDigests" FROM release_round
    WHERE release_id = ${id}::uuid AND round = ${round}`;
  return then ? changedSections(then.sectionDigests, digests) : [];
}
