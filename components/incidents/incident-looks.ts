import type { StateLook } from "#components/ui/state-pill.tsx";
import type { IncidentState } from "#lib/incidents/incident.ts";

/** Every state of an incident as a word, a tone and an icon. */
export const incidentLooks: Readonly<Record<IncidentState, StateLook>> = {
  open: { word: "Open", tone: "hold", icon: "alert" },
  closed: { word: "Closed", tone: "pass" },
};
