import type { z } from "zod";
import { incidentPageView } from "#lib/incidents/views/incident-page.ts";

/** An incident page's view, as its query answers it. Parsed, so that it cannot drift. */
export const incident = (changed: Partial<z.input<typeof incidentPageView>> = {}) =>
  incidentPageView.parse({
    number: 3,
    title: "Log-loss beyond its limit",
    summary: "The candidate was worse on production.",
    playbook: ["Check that everyone is on v1.", "Tell the owner."],
    openedAt: "2026-11-20T14:02:33.000Z",
    closedAt: null,
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
    events: [],
    ...changed,
  });
