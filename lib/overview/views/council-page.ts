import { z } from "zod";
import { compositionContent } from "#lib/councils/composition.ts";
import { endedProposal, proposedView } from "#lib/councils/views/proposal.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { releaseReference } from "./release-reference.ts";

const named = z.object({ id: z.string(), name: z.string() });

/** Somebody who sits, and why they cannot sign for the seat now; null where they can. */
const sitter = named.extend({ whyNot: z.string().nullable() });
export type SitterView = z.infer<typeof sitter>;

const seat = z.object({
  function: z.enum(FUNCTIONS),
  min: z.number(),
  members: z.array(sitter),
  alternates: z.array(sitter),
  /** Whether too few of its members can sign for it now. */
  short: z.boolean(),
  /** How many releases wait for it. */
  waiting: z.number(),
  /** Of the last twelve weeks: how many were signed, how many of them in time, and the median of the council's own hours. */
  signed: z.number(),
  inTime: z.number(),
  medianHours: z.number().nullable(),
});
export type CouncilSeatView = z.infer<typeof seat>;

export const councilProposalView = proposedView.extend({
  content: compositionContent,
  /** The composition it changes; null where it is the first. */
  before: compositionContent.nullable(),
});
export type CouncilProposalView = z.infer<typeof councilProposalView>;

const composed = z.object({
  version: z.number(),
  digest: z.string(),
  publishedAt: z.string(),
});

/** Who speaks for whom now, and until when. */
const delegated = z.object({ name: z.string(), until: z.string() });

/** What somebody who sits on a council did for its releases in the last twelve weeks, and what waits for them now. */
const reviewer = named.extend({
  functions: z.array(z.enum(FUNCTIONS)),
  /** Rounds they signed, by what their last signature in each says. */
  approved: z.number(),
  changesRequested: z.number(),
  rejected: z.number(),
  /** The median of the council's own hours from when a round could be signed to their first signature in it. */
  medianHours: z.number().nullable(),
  /** Rounds in which they signed again with another decision. */
  changedMind: z.number(),
  waiting: z.number(),
  recused: z.number(),
  delegatedTo: z.array(delegated),
  signsFor: z.array(delegated),
});
export type ReviewerRecord = z.infer<typeof reviewer>;

const DECIDED = ["approved", "changes-requested", "rejected", "expired", "rolled-back"] as const;
export type CouncilDecided = (typeof DECIDED)[number];

const decisions = z.object({
  /** The last twelve weeks, the oldest first. */
  weeks: z.array(
    z.object({
      from: z.string(),
      approved: z.number(),
      changesRequested: z.number(),
      rejected: z.number(),
    }),
  ),
  expired: z.number(),
  rolledBack: z.number(),
});
export type CouncilDecisions = z.infer<typeof decisions>;

/** A council: who sits on it and when it works, what waits for it, how it did, and how it came to be. */
export const councilPageView = z.object({
  id: z.string(),
  /** Null where it is only proposed. */
  current: composed.extend({ content: compositionContent, seats: z.array(seat) }).nullable(),
  /** The name of everybody whom a composition names, by id. */
  names: z.record(z.string(), z.string()),
  /** The policy in force, and the tiers that it routes here. */
  policyVersion: z.number().nullable(),
  tiers: z.array(z.enum(TIERS)),
  waiting: z.array(
    z.object({
      release: releaseReference,
      seats: z.array(z.enum(FUNCTIONS)),
      dueAt: z.string().nullable(),
    }),
  ),
  /** What became of the releases that go to it. */
  lately: decisions,
  /** The same one by one, the newest first; the last hundred. */
  decided: z.array(z.object({ release: releaseReference, what: z.enum(DECIDED), at: z.string() })),
  /** Who sits; null for whoever has no place on it. */
  reviewers: z.array(reviewer).nullable(),
  proposal: councilProposalView.nullable(),
  whyNotPropose: z.string().nullable(),
  ended: z.array(endedProposal),
  earlier: z.array(composed),
});
export type CouncilPageView = z.infer<typeof councilPageView>;

/** Whom a council can name: everybody who is active here, with the functions for which they sign. */
export const councilFormView = z.object({
  people: z.array(named.extend({ functions: z.array(z.enum(FUNCTIONS)) })),
  /** The council to change; null for a new one. */
  current: z.object({ id: z.string(), version: z.number(), content: compositionContent }).nullable(),
  whyNotPropose: z.string().nullable(),
});
export type CouncilFormView = z.infer<typeof councilFormView>;
