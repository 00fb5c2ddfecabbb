import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import type { Tx } from "#lib/db/client.ts";
import { incidentFold } from "#lib/incidents/replay.ts";

/** Incidents with their entries, to compare with the log. */
export const replayedIncidents: Replayed = {
  stream: "incident",
  table: "incident",
  fold: incidentFold,
  subjectsAPage: 500,
  facts: incidentFacts,
};

async function incidentFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const incidents = await tx.incident.findMany({
    where: { id: { in: [...ids] } },
    include: { entries: true },
  });
  const rollouts = await tx.rollout.findMany({
    where: { id: { in: incidents.map(({ rolloutId }) => rolloutId) } },
    select: { id: true, number: true },
  });
  const numbers = new Map(rollouts.map(({ id, number }) => [id, number]));
  const facts = new Map<string, Fact>();
  for (const { number, rolloutId, openedAt, closedAt, closedById, entries } of incidents) {
    facts.set(`incident ${number}`, {
      of: `rollout ${numbers.get(rolloutId)}`,
      openedAt: openedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
      closedBy: closedById,
    });
    for (const { sequence, kind, authorId, at } of entries)
      facts.set(`entry ${sequence} of incident ${number}`, { kind, by: authorId, at: at.toISOString() });
  }
  return facts;
}
