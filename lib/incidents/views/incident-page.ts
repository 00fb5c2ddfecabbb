import { z } from "zod";
import { ENTRY_KINDS, INCIDENT_STATES } from "#lib/incidents/incident.ts";
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

export const incidentPageView = z.object({
  number: z.number(),
  incidentState: z.enum(INCIDENT_STATES),
  title: z.string(),
  summary: z.string(),
  playbook: z.array(z.string()),
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
