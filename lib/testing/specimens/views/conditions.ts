import type { z } from "zod";
import { conditionView } from "#lib/releases/views/conditions.ts";

/** A condition of compliance, capped at the canary, that nobody has reported. */
export const conditionShown = (changed: Partial<z.input<typeof conditionView>> = {}) =>
  conditionView.parse({
    id: "0197a1c0-0000-7000-8000-0000000000c1",
    text: "Night flights are watched.",
    test: "2,000 of them are labelled.",
    owner: { id: "0197a1c0-0000-7000-8000-000000000054", name: "Jonas Lindqvist" },
    seat: "compliance",
    raisedBy: "Carla Mendes",
    dueAt: "2026-12-04T12:00:00.000Z",
    cap: { stage: "canary" },
    state: "open",
    overdue: false,
    binds: true,
    reports: [],
    answers: [],
    mayReport: false,
    mayAnswer: false,
    ...changed,
  });
