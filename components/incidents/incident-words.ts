import { rollbackText } from "#components/rollouts/rollback-words.ts";
import type { Said } from "#components/ui/said.tsx";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";

export const rolloutPath = ({ release }: Pick<IncidentPageView, "release">): string =>
  `/releases/${release}/rollout`;

/** "v1 on production" */
export const liveNow = ({ base, pointer }: Pick<IncidentPageView, "base" | "pointer">): string =>
  base === null ? "nothing" : `v${base} on ${pointer}`;

/** How fast the rollback was; undefined until all of it is known. */
export const timesText = ({ times, base }: Pick<IncidentPageView, "times" | "base">): Said | undefined =>
  rollbackText(times, `v${base}`);

/** The way to an incident's page. */
export const incidentCrumbs = (incident: IncidentPageView) => [
  { label: "Rollouts", href: "/rollouts" },
  { label: `Rollout ${incident.rollout}`, href: rolloutPath(incident) },
  { label: `Incident ${incident.number}` },
];
