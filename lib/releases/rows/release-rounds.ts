import { SECTIONS } from "#lib/councils/sections.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";

type Round = ReleasePageView["rounds"][number];
type Row = Omit<Round, "openedAt" | "changedSections"> & { openedAt: Date; changedSections: string[] };

/** The rounds of a release, newest first: who opened each, and what had changed. */
export async function releaseRounds(tx: Tx, releaseId: string): Promise<Round[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT round.round, round.opened_at AS "openedAt", coalesce(person.name, '') AS "openedBy",
           round.changed_sections AS "changedSections"
    FROM release_round round LEFT JOIN person ON person.id::text = round.opened_by_id
    WHERE round.release_id = ${releaseId}::uuid ORDER BY round.round DESC`;
  return rows.map(({ openedAt, changedSections, ...round }) => ({
    ...round,
    openedAt: openedAt.toISOString(),
    changedSections: changedSections.map((name) => oneOf(SECTIONS, name)),
  }));
}
