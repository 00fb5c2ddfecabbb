/** Incidents, and what is found by searching. */
export const incidentWords: Readonly<Record<string, string>> = {
  incidentState: "Whether the incident is open or closed.",
  explained: "Whether its cause is recorded.",
  closedBy: "Who closed it; null while it is open.",
  conclusion: "The incident in one sentence, by whoever closed it; null while it is open.",
  severity:
    "How grave it is, from 1, harm that goes on, to 4, noticed in time; null until somebody has assessed it.",
  lead: "Who leads the work on it.",
  learnings: "What it taught, each with who sees to the change.",
  learning: "Number of the learning in its incident, from 1.",
  changes: "What is to change for it.",
  "learnings.addedBy": "Who added it.",
  "learnings.addedAt": "When it was added.",
  whyNotSettle: "Why the caller cannot settle it; null where they can, or where it is settled.",
  steps: "The steps of the playbook as they stand.",
  settled: "What became of it; null until somebody has said so.",
  step: "Place of the step in the playbook, from 1.",
  entries: "Notes and causes as people wrote them, newest first.",
  "entries.entry": "Place of the entry in its incident, from 1.",
  "entries.kind": "A note, or what caused it.",
  served: "What served in the span that was asked for, newest first; null where none was.",
  without:
    "What to leave out, such as `sign-ins` of an export; of a list of models, those that have it: `assessment`.",
  groups: "What was found, kind by kind; kinds with an exact match first.",
  hits: "What was found of the kind, the best first.",
  liveOn: "The first pointer that serves it; null where it is not live.",
  searched: "The kinds that the caller may search.",
};
