import { rollbackDetail } from "#components/rollouts/rollout-banner.tsx";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";

export const rolloutPath = ({ release }: Pick<IncidentPageView, "release">): string =>
  `/releases/${release}/rollout`;

/** "v1 on production" */
export const liveNow = ({ base, pointer }: Pick<IncidentPageView, "base" | "pointer">): string =>
  base === null ? "nothing" : `v${base} on ${pointer}`;

/** How fast the rollback was; undefined until all of it is known. */
export function timesText({ times, base }: Pick<IncidentPageView, "times" | "base">): string | undefined {
  const { breachAt, detectedAt, decidedAt, actuatedAt } = times;
  if (!breachAt || !detectedAt || !decidedAt || !actuatedAt) return undefined;
  return rollbackDetail({ breachAt, detectedAt, decidedAt, actuatedAt }, `v${base}`);
}

/** The way to an incident's page. */
export const incidentCrumbs = (incident: IncidentPageView) => [
  { label: "Rollouts", href: "/rollouts" },
  { label: `Rollout ${incident.rollout}`, href: rolloutPath(incident) },
  { label: `Incident ${incident.number}` },
];
