import { z } from "zod";
import { SECTIONS } from "#lib/councils/sections.ts";
import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest, place } from "#lib/kernel/fields.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { sharedFiles } from "#lib/registry/views/version.ts";
import { checkSchema } from "#lib/releases/checks.ts";
import { RELEASE_STATES } from "#lib/releases/release.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import { comparison, dataChanges, evaluation } from "./comparison.ts";
import { conditionView, namedPerson, recusalView } from "./conditions.ts";
import { emergencyView } from "./emergency.ts";
import { standardView } from "./envelopes.ts";
import { independence, ownSeat, releaseCouncil } from "./release-council.ts";
import { releaseEvent } from "./release-event.ts";
import { rollbackStory } from "./rollback-story.ts";
import { sealedVerdicts } from "./sealed-verdicts.ts";
import { madeFromView } from "./template-list.ts";

const section = z.enum(SECTIONS);
const why = z.string().nullable();

/** What can be done with a release besides signing. */
const NEXT_STEPS = ["submit", "edit", "withdraw", "start", "explain"] as const;
export type ReleaseStep = (typeof NEXT_STEPS)[number];

/** Everything a reviewer decides on, in one answer. */
export const releasePageView = z.object({
  number: z.number(),
  id: z.string(),
  state: z.enum(RELEASE_STATES),
  round: z.number(),
  changeClass: z.string(),
  tier: z.enum(TIERS),
  author: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.string(),
  roundOpenedAt: z.string(),
  dueAt: z.string().nullable(),
  approvedAt: z.string().nullable(),
  validUntil: z.string().nullable(),
  subjectDigest: digest,
  /** As stored. An older version may have written them, so they are shown, never checked again. */
  sections: z.custom<ReleaseSections>((value) => typeof value === "object"),
  /** The template of the workspace that it was made from; null where from none. */
  template: madeFromView.nullable(),
  sectionDigests: z.record(section, digest),
  council: releaseCouncil,
  /** The council it was submitted to; null where its policy names none. */
  councilId: z.string().nullable(),
  /** Null where its policy asks for no sealed verdicts. */
  sealed: sealedVerdicts.nullable(),
  conditions: z.array(conditionView),
  recusals: z.array(recusalView),
  /** What is missing of its challenges, as a sentence; null where nothing is, or none is needed. */
  challenge: why,
  /** How many were answered to their challenger's satisfaction, and how many stand; null where the policy asks for none. */
  challenges: z.object({ settled: z.number(), standing: z.number() }).nullable(),
  independence,
  contributors: z.array(z.object({ personId: z.string(), name: z.string(), because: z.string() })),
  /** The earlier versions whose files its version has without naming them as its parent. */
  origins: z.array(sharedFiles),
  rounds: z.array(
    z.object({
      round: z.number(),
      openedAt: z.string(),
      openedBy: z.string(),
      changedSections: z.array(section),
    }),
  ),
  /** The round the reader last signed, if anything in it changed since; the card's text only where that changed. */
  signedBefore: z
    .object({
      seat: z.enum(FUNCTIONS),
      round: z.number(),
      decision: z.enum(VERDICT_DECISIONS),
      at: z.string(),
      sections: z.custom<ReleaseSections>((value) => typeof value === "object"),
      changed: z.array(section),
      card: z.string().nullable(),
    })
    .nullable(),
  /** Null where no report compares the candidate with what is live. */
  comparison: comparison.nullable(),
  evaluation: evaluation.nullable(),
  card: z.object({ candidate: z.string(), base: z.string().nullable(), revision: z.number() }),
  data: dataChanges,
  checks: z.array(checkSchema),
  /** How this release was rolled back. */
  rolledBack: rollbackStory.nullable(),
  /** How the last release of the model before this one was rolled back. */
  rolledBackBefore: rollbackStory.nullable(),
  /** Only the rollout page shows the state; its enum belongs to a later room. */
  rollout: z.object({ number: z.number(), state: z.string() }).nullable(),
  /** Newest first. */
  events: z.array(releaseEvent),
  /** What the reader may do now; a sentence where not. */
  /** Null where it is no emergency. */
  emergency: emergencyView.nullable(),
  /** Null where it claims no envelope. */
  standard: standardView.nullable(),
  mine: z.object({
    seats: z.array(ownSeat),
    whyNotSubmit: why,
    whyNotEdit: why,
    whyNotWithdraw: why,
    whyNotStart: why,
    whyNotExplain: why,
    whyNotRecuse: why,
    /** Who could see to a condition; nobody where the reader cannot set one. */
    owners: z.array(namedPerson),
    /** Where the reader can do something about a step that is off. */
    places: z.partialRecord(z.enum(NEXT_STEPS), place),
  }),
});
export type ReleasePageView = z.infer<typeof releasePageView>;
