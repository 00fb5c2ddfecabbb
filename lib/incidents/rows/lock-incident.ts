import type { Incident, IncidentEntry } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { ENTRY_KINDS, type EntryKind, type IncidentStanding, stateOf } from "#lib/incidents/incident.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type Rollout, rolloutOf } from "#lib/rollouts/rows/lock-rollout.ts";

export type Entry = Omit<IncidentEntry, "kind"> & { readonly kind: EntryKind };

export type IncidentFile = {
  readonly incident: Incident;
  /** In the order of writing. */
  readonly entries: readonly Entry[];
  /** The newest cause. */
  readonly cause: Entry | null;
  readonly rollout: Rollout;
  readonly standing: IncidentStanding;
};

/** An incident locked against other entries and its end. */
export async function lockIncident(tx: Tx, number: number): Promise<Result<IncidentFile, Refusal>> {
  await tx.$executeRaw`SELECT id FROM incident WHERE number = ${number} FOR UPDATE`;
  return readIncident(tx, number);
}

/** The same without a lock. */
export async function readIncident(tx: Tx, number: number): Promise<Result<IncidentFile, Refusal>> {
  const found = await tx.incident.findFirst({
    where: { number },
    include: { entries: { orderBy: { sequence: "asc" } } },
  });
  if (!found) return refuse("not-found", "incident-not-found", `There is no incident ${number} here.`);
  const { entries: rows, ...incident } = found;
  const entries = rows.map((row) => ({ ...row, kind: oneOf(ENTRY_KINDS, row.kind) }));
  const cause = entries.findLast(({ kind }) => kind === "cause") ?? null;
  const rollout = rolloutOf(await tx.rollout.findUniqueOrThrow({ where: { id: incident.rolloutId } }));
  const standing = {
    number,
    state: stateOf(incident),
    explained: cause !== null,
    rollout: { number: rollout.number, state: rollout.state },
  };
  return ok({ incident, entries, cause, rollout, standing });
}
