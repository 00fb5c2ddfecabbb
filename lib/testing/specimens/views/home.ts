import type { z } from "zod";
import { homePageView } from "#lib/overview/views/home-page.ts";
import { liveRollout } from "#lib/overview/views/live-rollout.ts";
import { recentDecision } from "#lib/overview/views/recent-decision.ts";
import { releaseReference } from "#lib/overview/views/release-reference.ts";
import {
  type IncidentWaitingItem,
  type LearningWaitingItem,
  type WaitingItem,
  waitingItem,
} from "#lib/overview/views/waiting-item.ts";

/** What the home page shows, as its query would answer it. Parsed, so that none can drift from its contract. */
export const reference = (changed: Partial<z.input<typeof releaseReference>> = {}) =>
  releaseReference.parse({
    number: 4,
    model: "flight-delay",
    version: 3,
    base: 2,
    pointer: "production",
    round: 1,
    ...changed,
  });

type Waiting<Kind extends WaitingItem["kind"]> = Extract<WaitingItem, { kind: Kind }>;

export const toSign = (changed: Partial<Waiting<"sign">> = {}) =>
  waitingItem.parse({
    kind: "sign",
    release: reference(),
    seat: "security",
    changed: [],
    changeClass: "normal",
    late: null,
    sealed: false,
    dueAt: "2026-11-27T08:00:00.000Z",
    ...changed,
  });

export const toStart = () =>
  waitingItem.parse({ kind: "start", release: reference(), validUntil: "2026-11-30T08:00:00.000Z" });

export const toAnswer = (changed: Partial<Waiting<"answer">> = {}) =>
  waitingItem.parse({
    kind: "answer",
    release: reference(),
    objections: [{ seat: "security", by: "Mira Okafor" }],
    ...changed,
  });

export const halted = (changed: Partial<Waiting<"halted">> = {}) =>
  waitingItem.parse({
    kind: "halted",
    release: reference(),
    rollout: 2,
    by: "Rhea Cole",
    because: "Latency doubles at peak.",
    at: "2026-11-24T08:00:00.000Z",
    ...changed,
  });

export const policyToSign = () =>
  waitingItem.parse({ kind: "sign-policy", version: 2, seat: "compliance", author: "Ada Berg" });

export const rollout = (changed: Partial<z.input<typeof liveRollout>> = {}) =>
  liveRollout.parse({
    number: 2,
    release: 4,
    model: "flight-delay",
    version: 3,
    base: 2,
    pointer: "production",
    state: "running",
    stage: "Canary",
    stageIndex: 1,
    stages: 3,
    exposurePercent: 5,
    due: "advance",
    because: [],
    silent: [],
    incident: null,
    startedAt: "2026-11-20T08:00:00.000Z",
    endedAt: null,
    ...changed,
  });

export const incidentWaiting = (kind: IncidentWaitingItem["kind"]): IncidentWaitingItem => ({
  kind,
  incident: 3,
  title: "flight-delay v2 rolled back on production",
});

export const learningWaiting = (): LearningWaitingItem => ({
  kind: "settle-learning",
  incident: 3,
  learning: 1,
  text: "Compare live inputs with training in shadow.",
});

export const decision = (changed: Partial<z.input<typeof recentDecision>> = {}) =>
  recentDecision.parse({
    uid: "u",
    index: 7,
    action: "release.approved",
    at: "2026-03-01T12:00:00.000Z",
    actor: { type: "system", name: null },
    release: reference(),
    rollout: null,
    policyVersion: null,
    incident: null,
    ...changed,
  });

export const home = (changed: Partial<z.input<typeof homePageView>> = {}) =>
  homePageView.parse({
    waiting: [],
    rollouts: [],
    attention: {
      founded: true,
      incidents: [],
      endingApprovals: [],
      overdueReviews: [],
      shortCouncils: [],
      unfillable: [],
    },
    decisions: [],
    ...changed,
  });
