import type { ListedIncident } from "#lib/incidents/views/incident-list.ts";

/** How far an incident has come: what is missing, or how it ended. */
export function incidentDetail({ state, explained, conclusion, closedBy }: ListedIncident): string {
  if (state === "closed")
    return [conclusion ?? "Closed", closedBy && `closed by ${closedBy}`].filter(Boolean).join(" · ");
  return explained ? "Cause recorded, ready to close" : "Cause not recorded yet";
}
