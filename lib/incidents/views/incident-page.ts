import { z } from "zod";
import { ENTRY_KINDS, INCIDENT_STATES } from "#lib/incidents/incident.ts";
import { LEARNING_CHANGES, LEARNING_OUTCOMES } from "#lib/incidents/learning.ts";
import { SEVERITIES } from "#lib/incidents/severity.ts";
import { ROLLOUT_STATES } from "#lib/rollouts/rollout.ts";
import { rollbackTimes } from "#lib/rollouts/views/rollback-times.ts";
import { rolloutEvent } from "#lib/rollouts/views/rollout-event.ts";

/** A note or a cause, as it was written. */
const incidentEntry = z.object({
  /** Its place among the entries of its incident. */
  entry: z.number(),
  kind: z.enum(ENTRY_KINDS),
  text: z.string(),
  author: z.string(),
  at: z.string(),
});
export type IncidentEntryView = z.infer<typeof incidentEntry>;

/** A step of the playbook, and who did it when; null while it is not done. */
const playbookStep = z.object({
  text: z.string(),
  done: z.object({ by: z.string(), at: z.string() }).nullable(),
});

const incidentLearning = z.object({
  /** Its number in the incident. */
  learning: z.number(),
  text: z.string(),
  changes: z.enum(LEARNING_CHANGES),
  owner: z.string(),
  addedBy: z.string(),
  addedAt: z.string(),
  /** What became of it; null until somebody has said so. */
  settled: z
    .object({ outcome: z.enum(LEARNING_OUTCOMES), reason: z.string(), by: z.string(), at: z.string() })
    .nullable(),
  /** Why the reader cannot settle it; null where they can, or where it is settled. */
  whyNotSettle: z.string().nullable(),
});
export type IncidentLearningView = z.infer<typeof incidentLearning>;

export const incidentPageView = z.object({
  number: z.number(),
  incidentState: z.enum(INCIDENT_STATES),
  title: z.string(),
  summary: z.string(),
  /** From 1, the gravest, to 4; null until somebody has assessed it. */
  severity: z.literal(SEVERITIES).nullable(),
  /** Who leads the work on it. */
  lead: z.object({ id: z.string(), name: z.string() }).nullable(),
  playbook: z.array(z.string()),
  /** The playbook's, in its order. */
  steps: z.array(playbookStep),
  learnings: z.array(incidentLearning),
  /** Who can lead it or own a learning; empty once it is closed. */
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  /** The incident in one sentence, once it is closed. */
  conclusion: z.string().nullable(),
  /** Notes and causes, newest first. */
  entries: z.array(incidentEntry),
  release: z.number(),
  rollout: z.number(),
  /** Of the rollout. */
  state: z.enum(ROLLOUT_STATES),
  model: z.string(),
  pointer: z.string(),
  base: z.number().nullable(),
  candidate: z.number(),
  stages: z.array(z.object({ id: z.string(), name: z.string() })),
  author: z.string(),
  times: rollbackTimes,
  /** Id of the newest verdict, to recompute. */
  verdict: z.string().nullable(),
  /** Newest first. */
  events: z.array(rolloutEvent),
});
export type IncidentPageView = z.infer<typeof incidentPageView>;
