/** Incidents, and what is found by searching. */
export const incidentWords: Readonly<Record<string, string>> = {
  incidentState: "Whether the incident is open or closed.",
  explained: "Whether its cause is recorded.",
  closedBy: "Who closed it; null while it is open.",
  conclusion: "The incident in one sentence, by whoever closed it; null while it is open.",
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
