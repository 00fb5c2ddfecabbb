import { z } from "zod";
import { ROLLOUT_STATES } from "#lib/rollouts/rollout.ts";
import { rollbackTimes } from "#lib/rollouts/views/rollback-times.ts";
import { rolloutEvent } from "#lib/rollouts/views/rollout-event.ts";

export const incidentPageView = z.object({
  number: z.number(),
  title: z.string(),
  summary: z.string(),
  playbook: z.array(z.string()),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  release: z.number(),
  rollout: z.number(),
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
