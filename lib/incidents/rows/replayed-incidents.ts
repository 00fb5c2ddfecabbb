import type { IncidentLearning } from "#generated/prisma/client.ts";
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
    include: { entries: true, ticks: { orderBy: { sequence: "asc" } }, learnings: true },
  });
  const rollouts = await tx.rollout.findMany({
    where: { id: { in: incidents.map(({ rolloutId }) => rolloutId) } },
    select: { id: true, number: true },
  });
  const numbers = new Map(rollouts.map(({ id, number }) => [id, number]));
  const facts = new Map<string, Fact>();
  for (const {
    number,
    rolloutId,
    openedAt,
    closedAt,
    closedById,
    severity,
    leadId: lead,
    ...told
  } of incidents) {
    facts.set(`incident ${number}`, {
      of: `rollout ${numbers.get(rolloutId)}`,
      openedAt: openedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
      closedBy: closedById,
      severity,
      lead,
    });
    for (const { sequence, kind, authorId, at } of told.entries)
      facts.set(`entry ${sequence} of incident ${number}`, { kind, by: authorId, at: at.toISOString() });
    for (const { step, done, byId, at } of told.ticks)
      facts.set(`step ${step} of incident ${number}`, { done, by: byId, at: at.toISOString() });
    for (const learning of told.learnings)
      facts.set(`learning ${learning.number} of incident ${number}`, learningFact(learning));
  }
  return facts;
}

const learningFact = (one: IncidentLearning): Fact => ({
  owner: one.ownerId,
  changes: one.changes,
  by: one.addedById,
  at: one.addedAt.toISOString(),
  outcome: one.outcome,
  settledBy: one.settledById,
  settledAt: one.settledAt?.toISOString() ?? null,
});
