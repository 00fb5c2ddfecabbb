import { addLearning } from "#lib/incidents/commands/add-learning.ts";
import { assessIncident } from "#lib/incidents/commands/assess-incident.ts";
import { closeIncident } from "#lib/incidents/commands/close-incident.ts";
import { explainIncident } from "#lib/incidents/commands/explain-incident.ts";
import { noteIncident } from "#lib/incidents/commands/note-incident.ts";
import { settleLearning } from "#lib/incidents/commands/settle-learning.ts";
import { tickStep } from "#lib/incidents/commands/tick-step.ts";
import { incidentList } from "#lib/incidents/queries/incident-list.ts";
import { incidentPage } from "#lib/incidents/queries/incident-page.ts";

export const incidentRoutes = [
  { method: "GET", path: "/incidents", query: incidentList },
  { method: "GET", path: "/incidents/{incident}", query: incidentPage, view: true },
  { method: "POST", path: "/incidents/{incident}/notes", command: noteIncident },
  { method: "POST", path: "/incidents/{incident}/causes", command: explainIncident },
  { method: "POST", path: "/incidents/{incident}/assessment", command: assessIncident },
  { method: "POST", path: "/incidents/{incident}/steps/{step}", command: tickStep },
  { method: "POST", path: "/incidents/{incident}/learnings", command: addLearning },
  { method: "POST", path: "/incidents/{incident}/learnings/{learning}", command: settleLearning },
  { method: "POST", path: "/incidents/{incident}/close", command: closeIncident },
] as const;
