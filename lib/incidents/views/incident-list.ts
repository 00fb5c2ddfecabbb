import { z } from "zod";
import { INCIDENT_STATES } from "#lib/incidents/incident.ts";
import { pageOf } from "#lib/kernel/fields.ts";

const listedIncident = z.object({
  number: z.number(),
  state: z.enum(INCIDENT_STATES),
  title: z.string(),
  model: z.string(),
  version: z.number(),
  pointer: z.string(),
  release: z.number(),
  rollout: z.number(),
  openedAt: z.string(),
  /** Has its cause been recorded? */
  explained: z.boolean(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  conclusion: z.string().nullable(),
});
export type ListedIncident = z.infer<typeof listedIncident>;

/** Incidents, newest first. `nextCursor` is the number of the last one of the page. */
export const incidentListView = pageOf(listedIncident);
