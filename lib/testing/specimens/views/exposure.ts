import type { z } from "zod";
import { liveOn } from "#lib/exposure/views/live-on.ts";
import { pointerHistory, pointerMove } from "#lib/exposure/views/pointer-history.ts";

/** The pointers' views, as their queries answer them. Parsed, so that none can drift. */
export const live = (changed: Partial<z.input<typeof liveOn>> = {}) =>
  liveOn.parse({
    pointer: "production",
    kind: "live",
    base: 1,
    candidate: null,
    candidatePercent: 0,
    since: "2026-10-01T08:00:00.000Z",
    ...changed,
  });

export const move = (changed: Partial<z.input<typeof pointerMove>> = {}) =>
  pointerMove.parse({
    id: "0197a1c0-0000-7000-8000-000000000021",
    at: "2026-10-01T08:00:00.000Z",
    until: null,
    kind: "live",
    base: 1,
    candidate: null,
    candidatePercent: 0,
    holdoutPercent: 0,
    reason: "Release 1 completed",
    rolloutId: null,
    ...changed,
  });

export const history = (changed: Partial<z.input<typeof pointerHistory>> = {}) =>
  pointerHistory.parse({
    id: "0197a1c0-0000-7000-8000-000000000022",
    name: "production",
    createdAt: "2026-09-01T08:00:00.000Z",
    off: null,
    moves: [move()],
    older: 0,
    asked: null,
    served: null,
    ...changed,
  });
