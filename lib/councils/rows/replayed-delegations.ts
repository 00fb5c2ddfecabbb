import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import { delegationStream } from "#lib/councils/delegation-events.ts";
import { delegationFold } from "#lib/councils/delegation-replay.ts";
import type { Tx } from "#lib/db/client.ts";

/** Delegations, compared with the log. */
export const replayedDelegations: Replayed = {
  stream: "delegation",
  table: "delegation",
  fold: delegationFold,
  subjectsAPage: 100,
  facts: delegationFacts,
};

async function delegationFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const rows = await tx.delegation.findMany({ where: { id: { in: [...ids] } } });
  return new Map(
    rows.map((row): [string, Fact] => [
      delegationStream(row.id),
      {
        from: row.fromId,
        to: row.toId,
        functions: row.functions,
        models: row.models.length > 0 ? row.models : null,
        startsAt: row.startsAt.toISOString(),
        endsAt: row.endsAt.toISOString(),
        at: row.createdAt.toISOString(),
        endedAt: row.endedAt?.toISOString() ?? null,
      },
    ]),
  );
}
