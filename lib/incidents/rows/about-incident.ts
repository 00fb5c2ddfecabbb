import type { IncidentFile } from "./lock-incident.ts";

/** What every event of an incident names: its stream, what it is about, and the numbers people use. */
export const aboutIncident = ({ incident, rollout }: IncidentFile) => ({
  stream: `incident/${incident.id}`,
  targets: [
    { type: "incident", id: incident.id },
    { type: "rollout", id: rollout.id, digest: rollout.planDigest },
  ],
  numbers: { number: incident.number, rollout: rollout.number },
});
