import { z } from "zod";
import { WAIVER_DECISIONS } from "#lib/councils/signable.ts";
import { TERM_STATES, WAIVER_STATES } from "#lib/councils/waiver.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest } from "#lib/kernel/fields.ts";
import { TIERS } from "#lib/registry/tier.ts";

/** By what ends next: what the reader signs, what others sign, then by its end. */
export const WAIVER_GROUPS = ["mine", "waiting", "soon", "later", "ended"] as const;

const span = z.object({ number: z.number(), startsAt: z.string(), endsAt: z.string() });

const waiverItem = z.object({
  ...span.shape,
  model: z.string(),
  gate: z.object({ id: z.string(), title: z.string() }),
  /** The pointer and the release it is for; null for all of the model. */
  scope: z.object({ pointer: z.string().nullable(), release: z.number().nullable() }),
  /** The function that signs it. */
  seat: z.enum(FUNCTIONS),
  tier: z.enum(TIERS),
  state: z.enum(WAIVER_STATES),
  group: z.enum(WAIVER_GROUPS),
  requestedBy: z.string(),
  signedBy: z.string().nullable(),
  /** What is done about the risk while it lasts. */
  measures: z.string(),
  /** Where it was extended: the ends it had before. */
  extendedAt: z.array(z.string()),
  extensionsLeft: z.number(),
  /** Until when an extension asks, which is not signed yet. */
  askedUntil: z.string().nullable(),
  /** Whether it is the first, second, … of its gate and model within half a year. */
  nth: z.number(),
  /** Those before it. */
  earlier: z.array(span),
});
export type WaiverItem = z.infer<typeof waiverItem>;

export const waiverListView = z.object({
  now: z.string(),
  items: z.array(waiverItem),
  /** Before the filters. */
  all: z.number(),
  models: z.array(z.string()),
  tiers: z.array(
    z.object({
      tier: z.enum(TIERS),
      /** Requested or in force now. */
      open: z.number(),
      /** How long one is at most, and how many a model has at once. */
      days: z.number(),
      perModel: z.number(),
    }),
  ),
  extensions: z.number(),
});
export type WaiverListView = z.infer<typeof waiverListView>;

const term = z.object({
  term: z.number(),
  endsAt: z.string(),
  reason: z.string(),
  state: z.enum(TERM_STATES),
  askedBy: z.string(),
  askedAt: z.string(),
  signature: z
    .object({
      decision: z.enum(WAIVER_DECISIONS),
      signerName: z.string(),
      comment: z.string(),
      method: z.string(),
      signedAt: z.string(),
    })
    .nullable(),
});

export const waiverPageView = z.object({
  ...waiverItem.shape,
  /** The version of the policy that the gate was read in, with what is wrong where it fails. */
  policy: z.number(),
  message: z.string(),
  reason: z.string(),
  risk: z.string(),
  requestedAt: z.string(),
  withdrawn: z.object({ by: z.string(), at: z.string() }).nullable(),
  terms: z.array(term),
  /** What waits to be signed; null where nothing does. */
  open: z
    .object({ term: z.number(), digest, endsAt: z.string(), candidates: z.array(z.string()) })
    .nullable(),
  mine: z.object({
    whyNotSign: z.string().nullable(),
    whyNotApprove: z.string().nullable(),
    whyNotExtend: z.string().nullable(),
    whyNotWithdraw: z.string().nullable(),
  }),
});
export type WaiverPageView = z.infer<typeof waiverPageView>;

/** What a request for a waiver is made of: the models, and the gates that may be waived. */
export const waiverFormView = z.object({
  models: z.array(z.object({ name: z.string(), tier: z.enum(TIERS), days: z.number() })),
  gates: z.array(
    z.object({ id: z.string(), title: z.string(), message: z.string(), seat: z.enum(FUNCTIONS) }),
  ),
  /** The one release it is for, where it was asked for from there. */
  release: z.object({ number: z.number(), model: z.string(), pointer: z.string() }).nullable(),
  whyNot: z.string().nullable(),
});
export type WaiverFormView = z.infer<typeof waiverFormView>;
