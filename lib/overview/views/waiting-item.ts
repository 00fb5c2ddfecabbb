import { z } from "zod";
import { SEAT_STEPS } from "#lib/councils/seat-clock.ts";
import { SECTIONS } from "#lib/councils/sections.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { releaseReference } from "./release-reference.ts";

const policyWaitingItem = z.object({
  kind: z.literal("sign-policy"),
  /** The version that is proposed. */
  version: z.number(),
  seat: z.enum(FUNCTIONS),
  author: z.string(),
});
export type PolicyWaitingItem = z.infer<typeof policyWaitingItem>;

const councilWaitingItem = z.object({
  kind: z.literal("sign-council"),
  council: z.object({ id: z.string(), name: z.string() }),
  seat: z.enum(FUNCTIONS),
  author: z.string(),
});
export type CouncilWaitingItem = z.infer<typeof councilWaitingItem>;

const minutesWaitingItem = z.object({
  kind: z.literal("sign-minutes"),
  sitting: z.string(),
  /** Of the sitting, counted from 1 in its council. */
  number: z.number(),
  council: z.object({ id: z.string(), name: z.string() }),
  seat: z.enum(FUNCTIONS),
  /** Whether it is an addendum to minutes that were signed before. */
  amends: z.boolean(),
  /** Since when they wait. */
  since: z.string(),
});
export type MinutesWaitingItem = z.infer<typeof minutesWaitingItem>;

const lateSeatItem = z.object({
  kind: z.literal("late-seat"),
  release: releaseReference,
  seat: z.enum(FUNCTIONS),
  step: z.enum(SEAT_STEPS),
  /** When the step was due. */
  since: z.string(),
});
export type LateSeatItem = z.infer<typeof lateSeatItem>;

const tierWaitingItem = z.object({
  kind: z.literal("sign-assessment"),
  model: z.string(),
  /** The tier that is proposed, and the one before. */
  tier: z.enum(TIERS),
  from: z.enum(TIERS),
  author: z.string(),
});
export type TierWaitingItem = z.infer<typeof tierWaitingItem>;

const waiverWaitingItem = z.object({
  kind: z.literal("sign-waiver"),
  waiver: z.number(),
  model: z.string(),
  gate: z.string(),
  seat: z.enum(FUNCTIONS),
  author: z.string(),
  /** When what is asked for would be over. */
  endsAt: z.string(),
});
export type WaiverWaitingItem = z.infer<typeof waiverWaitingItem>;

const envelopeWaitingItem = z.object({
  kind: z.literal("sign-envelope"),
  envelope: z.number(),
  model: z.string(),
  pointer: z.string(),
  seat: z.enum(FUNCTIONS),
  author: z.string(),
});
export type EnvelopeWaitingItem = z.infer<typeof envelopeWaitingItem>;

const ofLive = { review: z.number(), model: z.string(), pointer: z.string(), version: z.number() };
const reviewWaitingItem = z.object({
  kind: z.literal("sign-review"),
  ...ofLive,
  seat: z.enum(FUNCTIONS),
  dueAt: z.string(),
});
export type ReviewWaitingItem = z.infer<typeof reviewWaitingItem>;

/** A re-review found what is live not fit: it is to go back or to be replaced. */
const unfitWaitingItem = z.object({ kind: z.literal("replace-unfit"), ...ofLive });
export type UnfitWaitingItem = z.infer<typeof unfitWaitingItem>;

const functionWaitingItem = z.object({
  kind: z.literal("confirm-function"),
  person: z.string(),
  function: z.enum(FUNCTIONS),
  by: z.string(),
});
export type FunctionWaitingItem = z.infer<typeof functionWaitingItem>;

const signerWaitingItem = z.object({
  kind: z.literal("consent-signing"),
  person: z.string(),
});
export type SignerWaitingItem = z.infer<typeof signerWaitingItem>;

const incidentWaitingItem = z.object({
  kind: z.enum(["explain-incident", "close-incident"]),
  incident: z.number(),
  title: z.string(),
});
export type IncidentWaitingItem = z.infer<typeof incidentWaitingItem>;

const learningWaitingItem = z.object({
  kind: z.literal("settle-learning"),
  incident: z.number(),
  /** Its number in the incident. */
  learning: z.number(),
  text: z.string(),
});
export type LearningWaitingItem = z.infer<typeof learningWaitingItem>;

const haltedItem = z.object({
  kind: z.literal("halted"),
  release: releaseReference,
  rollout: z.number(),
  /** A person's name, or "The system" where its plan halted it; null where the log does not say. */
  by: z.string().nullable(),
  because: z.string().nullable(),
  at: z.string(),
});
export type HaltedItem = z.infer<typeof haltedItem>;

const discussionWaitingItem = z.object({
  kind: z.enum(["answer-challenge", "judge-challenge", "mentioned"]),
  release: releaseReference,
  /** Its number within the release. */
  thread: z.number(),
  /** Who challenged, answered, or named the reader. */
  by: z.string(),
});
export type DiscussionWaitingItem = z.infer<typeof discussionWaitingItem>;

/**
 * What only the reader can move on: sign a release, a policy, a council, the minutes of a sitting, a tier, a waiver, an envelope or a re-review, confirm a function, consent to a
 * signer, start an approved release, answer an objection or a challenge, judge an answer, reply where they are named,
 * decide on a halted rollout, work on an incident, see to what one taught.
 */
export const waitingItem = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("sign"),
    release: releaseReference,
    seat: z.enum(FUNCTIONS),
    changed: z.array(z.enum(SECTIONS)),
    changeClass: z.string(),
    /** What was done last of the seat, where nobody signed it in time; null where nothing was. */
    late: z.enum(SEAT_STEPS).nullable(),
    /** Whether a sealed verdict is asked for, which is signed after the reveal. */
    sealed: z.boolean(),
    dueAt: z.string().nullable(),
  }),
  z.object({ kind: z.literal("start"), release: releaseReference, validUntil: z.string() }),
  z.object({
    kind: z.literal("answer"),
    release: releaseReference,
    objections: z.array(z.object({ seat: z.enum(FUNCTIONS), by: z.string() })),
  }),
  policyWaitingItem,
  councilWaitingItem,
  minutesWaitingItem,
  lateSeatItem,
  tierWaitingItem,
  waiverWaitingItem,
  envelopeWaitingItem,
  reviewWaitingItem,
  unfitWaitingItem,
  functionWaitingItem,
  signerWaitingItem,
  incidentWaitingItem,
  learningWaitingItem,
  discussionWaitingItem,
  haltedItem,
]);
export type WaitingItem = z.infer<typeof waitingItem>;
