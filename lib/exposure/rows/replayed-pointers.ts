import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import type { Tx } from "#lib/db/client.ts";
import { exposureFold } from "#lib/exposure/replay.ts";

/** What each pointer serves, compared with the log. */
export const replayedPointers: Replayed = {
  stream: "pointer",
  table: "pointer",
  fold: exposureFold,
  subjectsAPage: 100,
  facts: pointerFacts,
};

/** When each pointer was switched off last, and on again. */
async function switchFacts(tx: Tx, ids: readonly string[]): Promise<[string, Fact][]> {
  const rows = await tx.$queryRaw<Switched[]>`
    SELECT DISTINCT ON (pointer) id::text, terms -> 'window' ->> 'pointer' AS pointer, created_at AS at, ended_at AS "endedAt"
    FROM freeze_window WHERE terms -> 'window' ->> 'kind' = 'off' AND terms -> 'window' ->> 'pointer' = ANY (${[...ids]})
    ORDER BY pointer, id DESC`;
  return rows.map(({ id: freeze, pointer, at, endedAt }) => [
    `switch of pointer ${pointer}`,
    { freeze, at: at.toISOString(), endedAt: endedAt?.toISOString() ?? null },
  ]);
}

type Switched = { id: string; pointer: string; at: Date; endedAt: Date | null };

async function pointerFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  // Letting the client pick the newest would read every exposure a pointer ever had.
  const newest = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ON (pointer_id) id::text FROM exposure WHERE pointer_id = ANY (${ids}::uuid[])
    ORDER BY pointer_id, sequence DESC`;
  const current = await tx.exposure.findMany({ where: { id: { in: newest.map(({ id }) => id) } } });
  const versions = await tx.modelVersion.findMany({
    where: {
      id: { in: current.flatMap((one) => [one.baseVersionId, one.candidateId ?? one.baseVersionId]) },
    },
    select: { id: true, number: true },
  });
  const numbers = new Map(versions.map(({ id, number }) => [id, number]));
  const facts = new Map(await switchFacts(tx, ids));
  for (const exposure of current)
    facts.set(`pointer ${exposure.pointerId}`, {
      exposure: exposure.id,
      kind: exposure.kind,
      base: numbers.get(exposure.baseVersionId) ?? null,
      candidate: exposure.candidateId === null ? null : (numbers.get(exposure.candidateId) ?? null),
      candidateWeight: exposure.candidateWeight,
      holdoutWeight: exposure.holdoutWeight,
      rollout: exposure.rolloutId,
      reason: exposure.reason,
      at: exposure.at.toISOString(),
      moves: exposure.sequence,
    });
  return facts;
}
