import { z } from "zod";
import { ENVELOPE_ENDS, ENVELOPE_STATES, PARTS } from "#lib/councils/envelope.ts";
import { ENVELOPE_DECISIONS } from "#lib/councils/signable.ts";
import { signedSeat } from "#lib/councils/views/signed-seat.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest } from "#lib/kernel/fields.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { BOUNDS } from "#lib/releases/standard.ts";

/** What the reader signs, what others sign, what is open, what is over. */
export const ENVELOPE_GROUPS = ["mine", "waiting", "open", "closed"] as const;

const envelopeItem = z.object({
  number: z.number(),
  model: z.string(),
  pointer: z.string(),
  tier: z.enum(TIERS),
  state: z.enum(ENVELOPE_STATES),
  group: z.enum(ENVELOPE_GROUPS),
  /** Why it is over before its time; null where it is not. */
  over: z.enum(ENVELOPE_ENDS).nullable(),
  startsAt: z.string(),
  endsAt: z.string(),
  used: z.number(),
  uses: z.number(),
  /** What it is measured against. */
  base: z.object({ release: z.number(), version: z.number() }),
  proposedBy: z.string(),
  seatsMet: z.number(),
  seatsAll: z.number(),
});
export type EnvelopeItem = z.infer<typeof envelopeItem>;

export const envelopeListView = z.object({
  now: z.string(),
  items: z.array(envelopeItem),
  /** Before the filters. */
  all: z.number(),
  models: z.array(z.string()),
});
export type EnvelopeListView = z.infer<typeof envelopeListView>;

export const envelopePageView = z.object({
  ...envelopeItem.shape,
  reason: z.string(),
  proposedAt: z.string(),
  policy: z.number(),
  digest,
  mayChange: z.array(z.enum(PARTS)),
  metrics: z.array(
    z.object({
      metric: z.string(),
      dataset: z.string(),
      better: z.enum(["higher", "lower"]),
      /** What the reviewed version had, and by how much a release may be worse. */
      value: z.number(),
      worse: z.number(),
    }),
  ),
  sizePercent: z.number(),
  firstPercent: z.number(),
  stepPercent: z.number(),
  gates: z.array(z.object({ id: z.string(), title: z.string() })),
  released: z.array(z.object({ use: z.number(), release: z.number(), at: z.string() })),
  revoked: z.object({ by: z.string(), at: z.string() }).nullable(),
  seats: z.array(signedSeat({ decision: z.enum(ENVELOPE_DECISIONS) })),
  mine: z.object({
    /** The seat that the reader fills; null where none. */
    seat: z.enum(FUNCTIONS).nullable(),
    whyNotSign: z.string().nullable(),
    whyNotApprove: z.string().nullable(),
    whyNotRevoke: z.string().nullable(),
  }),
});
export type EnvelopePageView = z.infer<typeof envelopePageView>;

/** What a proposal is made of: the pointers of a model with what they would be measured against. */
export const envelopeFormView = z.object({
  models: z.array(z.string()),
  model: z
    .object({
      name: z.string(),
      tier: z.enum(TIERS),
      days: z.number(),
      pointers: z.array(
        z.object({
          name: z.string(),
          base: z.object({ release: z.number(), version: z.number() }).nullable(),
          metrics: z.array(
            z.object({
              metric: z.string(),
              dataset: digest,
              datasetName: z.string(),
              better: z.enum(["higher", "lower"]),
              value: z.number(),
            }),
          ),
          whyNot: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
  gates: z.array(z.object({ id: z.string(), title: z.string() })),
  whyNot: z.string().nullable(),
});
export type EnvelopeFormView = z.infer<typeof envelopeFormView>;

/** The claim of a release to the standard class, with every bound as it is measured now. */
export const standardView = z.object({
  envelope: z.number(),
  base: z.object({ release: z.number(), version: z.number() }),
  endsAt: z.string(),
  used: z.number(),
  uses: z.number(),
  bounds: z.array(
    z.object({
      bound: z.enum(BOUNDS),
      name: z.string().nullable(),
      limit: z.number().nullable(),
      measured: z.number().nullable(),
      over: z.number().nullable(),
      ok: z.boolean(),
    }),
  ),
  /** Gates that must pass without a waiver. */
  gates: z.array(z.object({ id: z.string(), ok: z.boolean() })),
  /** Why it does not go out by the envelope now; null where it does. */
  whyNot: z.string().nullable(),
  /** Whether the reader may give up the class. */
  whyNotNormal: z.string().nullable(),
});
export type StandardView = z.infer<typeof standardView>;
