import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { count, digestText, moment, named } from "#lib/kernel/event-fields.ts";
import { id, ordinal } from "#lib/kernel/fields.ts";
import { presenceDetails, presenceFields } from "./presence-said.ts";
import { SITTING_DECISIONS } from "./signable.ts";
import { VERDICT_DECISIONS } from "./signature.ts";
import { signatureDetails, signatureFields } from "./signature-event.ts";

/** What a council can put on its agenda: what seats sign. */
export const AGENDA_KINDS = ["release", "waiver", "envelope", "council-proposal", "policy-proposal"] as const;
export type AgendaKind = (typeof AGENDA_KINDS)[number];

export const ITEM_MINUTES_MAX = 120;
export const ITEMS_MAX = 40;

/** A point of the agenda. Its minutes are for the timer, which decides nothing. */
export const agendaItem = z.strictObject({
  item: id,
  kind: z.enum(AGENDA_KINDS),
  subject: id,
  minutes: z.int().min(1).max(ITEM_MINUTES_MAX),
});
export type AgendaItem = z.infer<typeof agendaItem>;

export const PRESENCES = ["present", "excused", "absent"] as const;

/** Who came, and for which seat; null for a chair or secretary who sits on none. */
export const attendee = z.strictObject({
  person: id,
  presence: z.enum(PRESENCES),
  seat: z.enum(FUNCTIONS).nullable(),
});
export type Attendee = z.infer<typeof attendee>;

export const ITEM_RESULTS = ["approved", "held", "objected", "waiting", "changed", "ended"] as const;
export type ItemResult = (typeof ITEM_RESULTS)[number];

/** A signature that counted when an item was recorded. */
export const itemVote = z.object({
  seat: z.enum(FUNCTIONS),
  signature: named,
  signer: named,
  decision: z.enum(VERDICT_DECISIONS),
  /** Signed before the item was called. */
  written: z.boolean(),
  conditions: count,
});

/** Where a sign-off was when the chair recorded its item. Derived from its signatures; nobody chooses it. */
export const itemOutcome = z.object({
  round: ordinal,
  digest: digestText,
  result: z.enum(ITEM_RESULTS),
  votes: z.array(itemVote),
  /** The seats that nobody has met. */
  open: z.array(z.enum(FUNCTIONS)),
});
export type ItemOutcome = z.infer<typeof itemOutcome>;

const of = { sitting: named, council: named, number: ordinal };
const reason = z.object({ reason: z.string() });
const text = z.object({ text: z.string(), author: z.object({ name: z.string() }) });

/** Who signs the minutes: two people, each for a function they hold. */
export const minutesSigner = z.object({ person: named, seat: z.enum(FUNCTIONS) });
export type MinutesSigner = z.infer<typeof minutesSigner>;

const minutes = { round: ordinal, digest: digestText, signers: z.array(minutesSigner) };

/** A sitting of a council, in a stream of its own. What was said is beside the log; the minutes name it by its id. */
export const sittingEvents = {
  "sitting.planned": { data: z.object({ ...of, startsAt: moment, items: z.array(agendaItem) }) },
  "sitting.moved": { data: z.object({ ...of, startsAt: moment }), details: reason },
  "sitting.called-off": { data: z.object(of), details: reason },
  "sitting.arranged": { data: z.object({ ...of, items: z.array(agendaItem) }) },
  "sitting.opened": {
    data: z.object({
      ...of,
      composition: z.object({ version: ordinal, digest: digestText }),
      attendance: z.array(attendee),
    }),
  },
  "sitting.attended": { data: z.object({ ...of, ...attendee.shape }) },
  "sitting-item.started": { data: z.object({ ...of, item: named, round: ordinal, digest: digestText }) },
  "sitting-item.extended": { data: z.object({ ...of, item: named, minutes: ordinal }) },
  "sitting-item.recorded": {
    data: z.object({
      ...of,
      item: named,
      outcome: itemOutcome,
      /** Approvals whose signers had lost their authority, so that it derives again. */
      lapsed: z.array(named),
    }),
  },
  "sitting-item.postponed": { data: z.object({ ...of, item: named }), details: reason },
  "sitting.noted": { data: z.object({ ...of, note: named, item: named.nullable() }), details: text },
  "sitting.vouched": {
    /** All factors were given once, for these signatures until then; each takes one factor more. */
    data: z.object({ ...of, ...presenceFields, purposes: z.array(digestText), until: moment }),
    details: presenceDetails,
  },
  "sitting.closed": { data: z.object({ ...of, ...minutes }) },
  "sitting.amended": { data: z.object({ ...of, ...minutes, item: named.nullable() }), details: text },
  "sitting.signed": {
    data: z.object({
      ...of,
      ...signatureFields,
      round: ordinal,
      signature: named,
      decision: z.enum(SITTING_DECISIONS),
      digest: digestText,
    }),
    details: signatureDetails,
  },
  "sitting.confirmed": { data: z.object({ ...of, round: ordinal, digest: digestText }), decisive: true },
  "sitting.disputed": { data: z.object({ ...of, round: ordinal }) },
} as const satisfies Catalogue;

export type SittingEvent = EventIn<typeof sittingEvents>;
export type SittingType = SittingEvent["type"];

export const sittingStream = (sitting: string): string => `sitting/${sitting}`;
