import { z } from "zod";
import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { ITEM_STATES, SITTING_STATES } from "#lib/councils/sitting.ts";
import { AGENDA_KINDS, ITEM_RESULTS, PRESENCES } from "#lib/councils/sitting-events.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { checkSchema } from "#lib/releases/checks.ts";
import { sealedVerdicts } from "./sealed-verdicts.ts";

const person = z.object({ id: z.string(), name: z.string() });
const seat = z.enum(FUNCTIONS);

/** A signature for a seat of an item, or that the seat waits for one. A seat that several sign has as many. */
const vote = z.object({
  seat,
  min: z.number(),
  signerId: z.string().nullable(),
  signer: z.string().nullable(),
  decision: z.enum(VERDICT_DECISIONS).nullable(),
  signedAt: z.string().nullable(),
  comment: z.string(),
  /** Signed before the item was called. */
  written: z.boolean(),
  conditions: z.number(),
  /** Whether the reader can sign it now. */
  mine: z.boolean(),
});
export type SittingVote = z.infer<typeof vote>;

const item = z.object({
  item: z.string(),
  kind: z.enum(AGENDA_KINDS),
  subject: z.string(),
  title: z.string(),
  href: z.string(),
  round: z.number(),
  digest: z.string(),
  minutes: z.number(),
  state: z.enum(ITEM_STATES),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** As it was recorded; of an item that is not, as it would be now. */
  result: z.enum(ITEM_RESULTS),
  /** The same in words, with whose say makes it so. */
  sentence: z.string(),
  votes: z.array(vote),
  /** Of the release under discussion, what its checks and gates say now; none of anything else. */
  checks: z.array(checkSchema),
  /** What was sealed before it was discussed, and what holds now; null where the policy asks for none. */
  sealed: sealedVerdicts.nullable(),
  /** The seats of the council that neither came nor signed in writing. */
  unheard: z.array(seat),
  /** Why it was put off, as far as it was not erased. */
  reason: z.string().nullable(),
  /** The reader may sign a seat of it, on its own page. */
  mine: z.boolean(),
});
export type SittingItemView = z.infer<typeof item>;

export const ENTRY_KINDS = ["act", "verdict", "condition", "finding", "note", "addendum"] as const;

/** A line of the minutes. What somebody typed is a note; everything else entered by itself. */
const entry = z.object({
  key: z.string(),
  kind: z.enum(ENTRY_KINDS),
  at: z.string(),
  by: z.string(),
  /** Of the agenda, counted from 1; null where it belongs to none. */
  nth: z.number().nullable(),
  sentence: z.string(),
  /** What somebody typed; null where it was erased. */
  text: z.string().nullable(),
  href: z.string().nullable(),
});
export type SittingEntry = z.infer<typeof entry>;

const signed = z.object({
  round: z.number(),
  digest: z.string(),
  amends: z.boolean(),
  state: z.enum(["open", "confirmed", "disputed"]),
  at: z.string(),
  text: z.string().nullable(),
  signers: z.array(
    z.object({
      person,
      seat,
      signedAt: z.string().nullable(),
      decision: z.enum(VERDICT_DECISIONS).nullable(),
    }),
  ),
});

/** What seats of the council sign, and that is not on the agenda. */
const addable = z.object({
  kind: z.enum(AGENDA_KINDS),
  subject: z.string(),
  title: z.string(),
  href: z.string(),
  minutes: z.number(),
  dueAt: z.string().nullable(),
});
export type AddableItem = z.infer<typeof addable>;

/** A sitting of a council: its agenda, the item under discussion, and its minutes so far. */
export const sittingView = z.object({
  id: z.string(),
  number: z.number(),
  state: z.enum(SITTING_STATES),
  council: z.object({ id: z.string(), name: z.string(), zone: z.string() }),
  startsAt: z.string(),
  opened: z.object({ at: z.string(), by: z.string() }).nullable(),
  closedAt: z.string().nullable(),
  /** The moment of this answer, by which the timer starts. */
  now: z.string(),
  chair: person,
  secretary: person.nullable(),
  /** Why the reader cannot run it; null where they can. */
  whyNotRun: z.string().nullable(),
  people: z.array(
    person.extend({ seat: seat.nullable(), stands: z.boolean(), presence: z.enum(PRESENCES).nullable() }),
  ),
  absent: z.array(seat),
  items: z.array(item),
  /** What waits and can be put on the agenda, the most urgent first; none where the reader cannot do that now. */
  addable: z.array(addable),
  entries: z.array(entry),
  minutes: z.array(signed),
  /** The seat of the minutes that the reader can sign now, else why they cannot; null where nothing is to be signed. */
  mine: z.object({ seat: seat.nullable(), whyNot: z.string().nullable() }).nullable(),
  /** Until when the reader signs with one factor; null where they gave none. */
  vouchedUntil: z.string().nullable(),
});
export type SittingView = z.infer<typeof sittingView>;
