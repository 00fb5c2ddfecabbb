import type {
  IncidentEntry,
  IncidentLearning,
  IncidentTick,
  Incident as Row,
} from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { ENTRY_KINDS, type EntryKind, type IncidentStanding, stateOf } from "#lib/incidents/incident.ts";
import {
  LEARNING_CHANGES,
  LEARNING_OUTCOMES,
  type LearningChange,
  type LearningOutcome,
} from "#lib/incidents/learning.ts";
import { playbookOf, type Step } from "#lib/incidents/playbook.ts";
import { SEVERITIES, type Severity } from "#lib/incidents/severity.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type Rollout, rolloutOf } from "#lib/rollouts/rows/lock-rollout.ts";

export type Entry = Omit<IncidentEntry, "kind"> & { readonly kind: EntryKind };

type Incident = Omit<Row, "severity"> & { readonly severity: Severity | null };
export type Learning = Omit<IncidentLearning, "changes" | "outcome"> & {
  readonly changes: LearningChange;
  readonly outcome: LearningOutcome | null;
};

export type IncidentFile = {
  readonly incident: Incident;
  /** In the order of writing. */
  readonly entries: readonly Entry[];
  /** What was said of the playbook's steps, in the order of saying. */
  readonly ticks: readonly IncidentTick[];
  /** The playbook's steps as they stand. */
  readonly steps: readonly Step[];
  readonly learnings: readonly Learning[];
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
    include: {
      entries: { orderBy: { sequence: "asc" } },
      ticks: { orderBy: { sequence: "asc" } },
      learnings: { orderBy: { number: "asc" } },
    },
  });
  if (!found) return refuse("not-found", "incident-not-found", `There is no incident ${number} here.`);
  const { entries: rows, ticks, learnings: learned, ...row } = found;
  const incident = { ...row, severity: row.severity === null ? null : oneOf(SEVERITIES, row.severity) };
  const learnings = learned.map(({ changes, outcome, ...rest }) => ({
    ...rest,
    changes: oneOf(LEARNING_CHANGES, changes),
    outcome: outcome === null ? null : oneOf(LEARNING_OUTCOMES, outcome),
  }));
  const entries = rows.map((row) => ({ ...row, kind: oneOf(ENTRY_KINDS, row.kind) }));
  const cause = entries.findLast(({ kind }) => kind === "cause") ?? null;
  const rollout = rolloutOf(await tx.rollout.findUniqueOrThrow({ where: { id: incident.rolloutId } }));
  const standing = {
    number,
    state: stateOf(incident),
    explained: cause !== null,
    rollout: { number: rollout.number, state: rollout.state },
  };
  const steps = playbookOf(incident.playbook as string[], ticks);
  return ok({ incident, entries, ticks, steps, learnings, cause, rollout, standing });
}
