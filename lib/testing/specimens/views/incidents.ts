import type { z } from "zod";
import { incidentListView, type ListedIncident } from "#lib/incidents/views/incident-list.ts";
import {
  type IncidentEntryView,
  type IncidentLearningView,
  incidentPageView,
} from "#lib/incidents/views/incident-page.ts";

/** An incident page's view, as its query answers it. Parsed, so that it cannot drift. */
export const incident = (changed: Partial<z.input<typeof incidentPageView>> = {}) =>
  incidentPageView.parse({
    number: 3,
    title: "Log-loss beyond its limit",
    summary: "The candidate was worse on production.",
    severity: null,
    lead: null,
    playbook: ["Check that everyone is on v1.", "Tell the owner."],
    steps: [
      { text: "Check that everyone is on v1.", done: null },
      { text: "Tell the owner.", done: null },
    ],
    learnings: [],
    people: [{ id: "0197a1c0-0000-7000-8000-000000000042", name: "Ines Prado" }],
    openedAt: "2026-11-20T14:02:33.000Z",
    incidentState: "open",
    closedAt: null,
    closedBy: null,
    conclusion: null,
    entries: [],
    release: 7,
    rollout: 4,
    state: "rolled-back",
    model: "flight-delay",
    pointer: "production",
    base: 1,
    candidate: 2,
    stages: [{ id: "canary", name: "Canary" }],
    author: "Jonas Lindqvist",
    times: {
      breachAt: "2026-11-20T14:02:31.118Z",
      detectedAt: "2026-11-20T14:02:31.328Z",
      decidedAt: "2026-11-20T14:02:31.348Z",
      actuatedAt: "2026-11-20T14:02:31.758Z",
    },
    verdict: "0197a1c0-0000-7000-8000-000000000041",
    served: [
      {
        name: "Shadow",
        shadow: true,
        percent: 0,
        enteredAt: "2026-11-20T04:17:00.000Z",
        leftAt: "2026-11-20T06:21:00.000Z",
        answers: 7404,
      },
      {
        name: "Canary",
        shadow: false,
        percent: 25,
        enteredAt: "2026-11-20T06:21:00.000Z",
        leftAt: "2026-11-20T14:02:31.000Z",
        answers: 2466,
      },
    ],
    events: [],
    ...changed,
  });

/** What tells a closed incident from an open one. */
export const closed = {
  incidentState: "closed",
  closedAt: "2026-11-21T00:00:00.000Z",
  closedBy: "Ines Prado",
  conclusion: "Serving sent a 12-hour clock; fixed.",
} as const;

/** A note, unless it is changed. */
export const written = (changed: Partial<IncidentEntryView> = {}): IncidentEntryView => ({
  entry: 1,
  kind: "note",
  text: "Everyone is on v1.",
  author: "Jonas Lindqvist",
  at: "2026-11-20T15:00:00.000Z",
  ...changed,
});

/** A learning that waits for its owner, unless it is changed. */
export const learned = (changed: Partial<IncidentLearningView> = {}): IncidentLearningView => ({
  learning: 1,
  text: "Compare live inputs with training in shadow.",
  changes: "policy",
  owner: "Dana Weiss",
  addedBy: "Jonas Lindqvist",
  addedAt: "2026-11-20T16:00:00.000Z",
  settled: null,
  whyNotSettle: null,
  ...changed,
});

/** A line of the list of incidents. */
export function listedIncident(changed: Partial<ListedIncident> = {}): ListedIncident {
  const item = {
    number: 3,
    state: "open",
    title: "flight-delay v2 rolled back on production",
    model: "flight-delay",
    version: 2,
    pointer: "production",
    release: 7,
    rollout: 4,
    openedAt: "2026-11-20T14:02:33.000Z",
    explained: false,
    closedAt: null,
    closedBy: null,
    conclusion: null,
    ...changed,
  };
  return incidentListView.parse({ items: [item], nextCursor: null }).items[0]!;
}
