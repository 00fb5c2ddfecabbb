import { z } from "zod";
import { conditionSaid, conditionWords } from "#lib/councils/condition.ts";
import { presenceDetails, presenceFields } from "#lib/councils/presence-said.ts";
import { SECTIONS } from "#lib/councils/sections.ts";
import { CONDITION_DECISIONS } from "#lib/councils/signable.ts";
import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { seatFields, signatureDetails, signatureFields } from "#lib/councils/signature-event.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { digestText, moment, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { gatesSaid } from "#lib/policy/gate-results.ts";
import { seatRule } from "#lib/policy/policy.ts";
import { emergencyEvents } from "./emergency-events.ts";
import { sealedEvents } from "./sealed-events.ts";
import { seatEvents } from "./seat-events.ts";
import { threadEvents } from "./thread-events.ts";

const seat = z.enum(FUNCTIONS);
const inRound = { number: ordinal, round: ordinal };
const manifest = { sections: z.record(z.enum(SECTIONS), digestText), subject: digestText };
const contributors = z.array(z.object({ person: named, because: z.string() }));
/** The contributors are those of the version and all its ancestors. Earlier entries named the parent's registrant alone. */
const ancestry = z.literal(true).exactOptional();
const reason = z.object({ reason: z.string() });
/** Names as they were then, by person. */
const names = z.record(z.string(), z.string());
const reasonGiven = z.object({ reason: z.string().exactOptional() });

/** The failing checks that somebody went over, by id. */
export const over = z.array(named);

/** No freeze of the workspace covered it. Earlier versions knew none. */
export const freezes = z.literal("asked").exactOptional();
export const FREEZES_ASKED = { freezes: "asked" } as const;

/** Where no signature led to it: the verdicts whose signers had lost the authority, so that it derives again. */
const derived = { lapsed: z.array(named).exactOptional() };

/** What the gates of the round's policy said; absent where it has none. */
const gates = { gates: gatesSaid.exactOptional() };

/** Of a release that moves with its rollout: `number` is the rollout's, `release` its own. */
const ofRollout = { number: ordinal, release: ordinal };
const started = { planDigest: digestText, subject: digestText, over: over.exactOptional() };

/** What happens to a release, from its opening to its end. */
export const releaseEvents = {
  ...emergencyEvents,
  ...threadEvents,
  ...seatEvents,
  ...sealedEvents,
  "release.opened": {
    data: z.object({
      ...inRound,
      ...manifest,
      model: z.string(),
      version: ordinal,
      pointer: z.string(),
      /** The version that is live there; null where none is. */
      base: ordinal.nullable(),
      contributors,
      ancestry,
      /** The template that it was made from, whose version its target names; absent where from none. */
      template: named.exactOptional(),
    }),
    details: z.object({ names: names.exactOptional() }),
  },
  "release.heard": {
    /** A council recorded in a sitting where the sign-off was; the sitting's own stream says what. */
    data: z.object({ ...inRound, sitting: named, item: named, subject: digestText }),
  },
  "release.submitted": {
    data: z.object({
      ...inRound,
      ...manifest,
      council: z.string(),
      seats: z.array(seatRule),
      /** The policy in force, which the round is under. Earlier versions kept the policy of the draft. */
      policy: ordinal.exactOptional(),
      dueAt: moment,
    }),
  },
  "release.edited": {
    data: z.object({
      ...inRound,
      ...manifest,
      changed: z.array(z.enum(SECTIONS)),
      /** The contributors this edit added. */
      contributors,
      ancestry,
      /** The policy in force, which the round is under. Earlier versions kept the policy of the draft. */
      policy: ordinal.exactOptional(),
      /** The verdicts whose signers had lost the authority by then: with them it derives what follows. */
      lapsed: z.array(named).exactOptional(),
      ...gates,
    }),
    details: z.object({ names: names.exactOptional() }),
  },
  "verdict.cast": {
    data: z.object({
      ...inRound,
      ...signatureFields,
      verdict: named,
      decision: z.enum(VERDICT_DECISIONS),
      /** The digests of the sections the seat covers. */
      sections: z.partialRecord(z.enum(SECTIONS), digestText),
      subject: digestText,
      over: over.exactOptional(),
      /** Whom the signer spoke for, and by which delegation. */
      onBehalfOf: named.exactOptional(),
      delegation: named.exactOptional(),
      /** What must be met for the approval to stand. */
      conditions: z.array(conditionSaid).exactOptional(),
      /** The sealed verdict that its signer had given for the seat in this round, and whether this one differs. */
      preliminary: named.exactOptional(),
      differs: z.literal(true).exactOptional(),
      /** Of an objection: it outlives its signer's authority. Earlier versions let it end with that. */
      outlives: z.literal(true).exactOptional(),
      ...gates,
    }),
    details: signatureDetails.extend({
      conditions: z.array(conditionWords).exactOptional(),
      onBehalfOf: z.object({ name: z.string() }).exactOptional(),
    }),
  },
  "condition.reported": {
    data: z.object({
      ...inRound,
      condition: named,
      /** The first, second, … report of it. */
      report: ordinal,
      /** Over the condition, the report's number and its evidence. */
      digest: digestText,
    }),
    details: z.object({ evidence: z.string(), names: names.exactOptional() }),
  },
  "condition.signed": {
    data: z.object({
      ...inRound,
      ...signatureFields,
      signature: named,
      condition: named,
      report: ordinal,
      decision: z.enum(CONDITION_DECISIONS),
      digest: digestText,
    }),
    details: signatureDetails,
    decisive: true,
  },
  "recusal.declared": {
    data: z.object({ ...inRound, ...presenceFields, subject: digestText }),
    details: presenceDetails.extend({ reason: z.string() }),
    decisive: true,
  },
  "objection.lifted": {
    data: z.object({
      ...inRound,
      ...seatFields,
      /** The verdict that was lifted. */
      objection: named,
      subject: digestText,
      ...gates,
    }),
    details: presenceDetails.extend({ reason: z.string() }),
    decisive: true,
  },
  "release.changes-requested": { data: z.object({ ...inRound, seat, ...derived }), decisive: true },
  "release.review-resumed": { data: z.object({ ...inRound, ...derived, ...gates }) },
  "release.approved": {
    data: z.object({ ...inRound, validUntil: moment, ...derived, ...gates }),
    decisive: true,
  },
  "release.rejected": { data: z.object(inRound), decisive: true },
  "release.withdrawn": { data: z.object(inRound), details: reason, decisive: true },
  "release.expired": {
    data: z.object({ ...inRound, was: z.string(), endedAt: moment }),
    decisive: true,
  },
  "release.lapsed": {
    data: z.object({
      ...inRound,
      /** The verdicts whose signers lost the authority. */
      lapsed: z.array(named),
      /** The conditions that are overdue. */
      overdue: z.array(named).exactOptional(),
      /** Somebody who had signed recused themselves. */
      recused: z.literal(true).exactOptional(),
      dueAt: moment,
    }),
    decisive: true,
  },
  "release.started": {
    data: z.object({ ...ofRollout, ...started, freezes, ...gates }),
    details: reasonGiven,
  },
  "release.completed": {
    data: z.object({
      ...ofRollout,
      /** The last stage; where there was nothing to stage, what was started. */
      stage: named.exactOptional(),
      planDigest: digestText.exactOptional(),
      subject: digestText.exactOptional(),
    }),
  },
  "release.rolled-back": { data: z.object({ number: ordinal }) },
  "release.explained": {
    data: z.object({ number: ordinal }),
    details: z.object({ finding: z.string() }),
  },
  /** The pointer went back to its version. */
  "release.reinstated": { data: z.object({ number: ordinal }) },
  "release.superseded": {
    data: z.object({
      number: ordinal,
      /** The release that took its place. */
      by: ordinal,
    }),
  },
} as const satisfies Catalogue;

export type ReleaseEvent = EventIn<typeof releaseEvents>;
