import { z } from "zod";
import { openSession } from "#lib/access/views/open-session.ts";
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
  comment: z.string(),
  /** The failing checks it approves over, by id. */
  over: z.array(z.string()),
  meaning: z.string(),
  /** How the signer proved who they are. */
  method: z.enum(PROOF_METHODS),
  signedAt: z.string(),
  subjectDigest: z.string(),
  counts: z.boolean(),
  /** Why it does not count; null where it does. */
  because: z.enum(["replaced", "changed", "not-entitled"]).nullable(),
  changedSections: z.array(section),
});
export type VerdictView = z.infer<typeof verdict>;

const seat = z.object({
  function: z.enum(FUNCTIONS),
  min: z.number(),
  state: z.enum(["met", "objected", "stale", "waiting"]),
  signs: z.array(section),
  verdicts: z.array(verdict),
  /** People who may fill it. */
  candidates: z.array(z.string()),
});
export type SeatView = z.infer<typeof seat>;

/** Who has to sign a release, and what each has signed. */
export const releaseCouncil = z.object({ met: z.number(), approved: z.boolean(), seats: z.array(seat) });
export type ReleaseCouncil = z.infer<typeof releaseCouncil>;

/** A seat of the reader's own. */
export const ownSeat = z.object({
  function: z.enum(FUNCTIONS),
  whyNot: z.string().nullable(),
  /** The code of the refusal that signing it would get. */
  code: z.string().nullable(),
  /** Where the reader can do something about it. */
  place: place.nullable(),
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
