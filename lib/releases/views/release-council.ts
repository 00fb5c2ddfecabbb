import { z } from "zod";
import { openSession } from "#lib/access/views/open-session.ts";
import { SEAT_STEPS } from "#lib/councils/seat-clock.ts";
import { SECTIONS } from "#lib/councils/sections.ts";
import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { place } from "#lib/kernel/fields.ts";

export const PROOF_METHODS = openSession.shape.method.options;

const section = z.enum(SECTIONS);
const decision = z.enum(VERDICT_DECISIONS);

const verdict = z.object({
  id: z.string(),
  round: z.number(),
  decision,
  signerName: z.string(),
  /** Whom the signer spoke for, under the name at the time; null for themselves. */
  onBehalfOf: z.string().nullable(),
  comment: z.string(),
  /** The failing checks it approves over, by id. */
  over: z.array(z.string()),
  meaning: z.string(),
  /** How the signer proved who they are. */
  method: z.enum(PROOF_METHODS),
  signedAt: z.string(),
  subjectDigest: z.string(),
  counts: z.boolean(),
  /** How many conditions it was given on. */
  conditions: z.number(),
  /** Why it does not count; null where it does. */
  because: z.enum(["replaced", "lifted", "recused", "changed", "not-entitled", "overdue"]).nullable(),
  changedSections: z.array(section),
  /** Who lifted this objection, and why; null where nobody did. */
  lift: z.object({ by: z.string(), reason: z.string(), at: z.string() }).nullable(),
  /** Whether the reader may lift it. */
  mayLift: z.boolean(),
});
export type VerdictView = z.infer<typeof verdict>;

const seat = z.object({
  function: z.enum(FUNCTIONS),
  min: z.number(),
  state: z.enum(["met", "objected", "stale", "waiting"]),
  signs: z.array(section),
  verdicts: z.array(verdict),
  /** The steps that follow where nobody signs it in time: when each is due, and when it was taken. */
  steps: z.array(
    z.object({ step: z.enum(SEAT_STEPS), dueAt: z.string().nullable(), takenAt: z.string().nullable() }),
  ),
  /** People who may fill it. */
  candidates: z.array(z.string()),
  /** Those of them who do not approve before a moment, after a reset or a new factor. */
  waiting: z.array(z.object({ name: z.string(), until: z.string() })),
});
export type SeatView = z.infer<typeof seat>;

/** Who has to sign a release, and what each has signed. */
export const releaseCouncil = z.object({ met: z.number(), approved: z.boolean(), seats: z.array(seat) });
export type ReleaseCouncil = z.infer<typeof releaseCouncil>;

/** A seat of the reader's own. */
export const ownSeat = z.object({
  function: z.enum(FUNCTIONS),
  /** Whom the reader would sign it for, by delegation; null for themselves. */
  onBehalfOf: z.object({ id: z.string(), name: z.string() }).nullable(),
  whyNot: z.string().nullable(),
  /** The code of the refusal that signing it would get. */
  code: z.string().nullable(),
  /** Where the reader can do something about it. */
  place: place.nullable(),
  /** Why approving would be refused, where objecting would not. */
  whyNotApprove: z.string().nullable(),
  /** The reader's latest verdict for it. */
  signed: z
    .object({
      decision,
      at: z.string(),
      counts: z.boolean(),
      /** What changed under it since, where that is why it no longer counts. */
      changed: z.array(section),
    })
    .nullable(),
});
export type OwnSeatView = z.infer<typeof ownSeat>;

/** Who of those who signed or may sign cannot sign together. */
export const independence = z.object({
  /** For how many days an act ties two people. */
  days: z.number(),
  /** How many people's approvals are on record. */
  signers: z.number(),
  /** Whether none of them depends on another now. */
  apart: z.boolean(),
  conflicts: z.array(
    z.object({
      /** Who signed already comes first. */
      names: z.tuple([z.string(), z.string()]),
      /** The seat for which the first signed; null where neither did. */
      signedFor: z.enum(FUNCTIONS).nullable(),
      seat: z.enum(FUNCTIONS),
      /** Whether the reader is the first, the second or neither. */
      reader: z.union([z.literal(0), z.literal(1)]).nullable(),
      because: z.string(),
      /** Who could take the seat instead. */
      instead: z.array(z.string()),
    }),
  ),
});
