import { looksOf } from "#components/ui/looks-of.ts";
import type { IncidentState } from "#lib/incidents/incident.ts";

/** Every state of an incident as a word, a tone and an icon. */
export const incidentLooks = looksOf<IncidentState>({
  open: { tone: "hold", icon: "alert" },
  closed: { tone: "pass" },
});
