import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import type { Tx } from "#lib/db/client.ts";
import { freezeFold } from "#lib/policy/freeze-replay.ts";

/** Freezes and what loosens them, compared with the log. */
export const replayedFreezes: Replayed = {
  stream: "freeze",
  table: "workspace",
  fold: freezeFold,
  subjectsAPage: 100,
  facts: freezeFacts,
};

async function freezeFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const where = { workspaceId: { in: [...ids] } };
  const freezes = await tx.freeze.findMany({ where });
  const loosenings = await tx.loosening.findMany({ where });
  const stops = await tx.stop.findMany({ where });
  return new Map<string, Fact>([
    ...stops.map(
      ({ id, askedById: by, askedAt, confirmedById: confirmedBy, confirmedAt }): [string, Fact] => [
        `stop ${id}`,
        { by, at: askedAt.toISOString(), confirmedBy, confirmedAt: instant(confirmedAt) },
      ],
    ),
    ...freezes.map(({ id, terms, createdById: by, createdAt, endedAt }): [string, Fact] => [
      `freeze ${id}`,
      { ...(terms as Fact), by, at: createdAt.toISOString(), endedAt: instant(endedAt) },
    ]),
    ...loosenings.map((row): [string, Fact] => [
      `loosening ${row.id}`,
      {
        freeze: row.freezeId,
        kind: row.kind,
        release: row.releaseId,
        by: row.proposedById,
        at: row.proposedAt.toISOString(),
        confirmedBy: row.confirmedById,
        confirmedAt: instant(row.confirmedAt),
      },
    ]),
  ]);
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
