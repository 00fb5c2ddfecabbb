import { z } from "zod";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import type { Frozen } from "#lib/kernel/event-catalogue.ts";
import { digest, instant, line, slug } from "#lib/kernel/fields.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import type { Tier } from "#lib/registry/tier.ts";
import type { Council } from "./quorum.ts";
import type { Signature, VerdictDecision } from "./signature.ts";

/** What of a release an envelope may let change. Files, card and reports are of the new version in any case. */
export const PARTS = ["code", "dependencies", "configuration", "datasets", "schema", "plan"] as const;
export type Part = (typeof PARTS)[number];

const once = (named: readonly unknown[]): boolean => new Set(named).size === named.length;

/** Numbers that are measured are written as text in the log, and so in what is signed. */
const decimal = z
  .string()
  .regex(/^\d{1,7}(?:\.\d{1,12})?$/, "must be a decimal number of at least 0, such as 0.01");

const bound = z.strictObject({
  /** From the catalogue, so that it is known which way is worse. */
  metric: line(60),
  /** The dataset it was measured on. */
  dataset: digest,
  /** By how much it may be worse than the version that was reviewed. */
  worse: decimal,
});

/** What may change, by how much, checked how, how often, from and until when. Signed as it is. */
export const envelopeTerms = z.strictObject({
  mayChange: z.array(z.enum(PARTS)).max(PARTS.length).refine(once, "must not name a part twice"),
  metrics: z
    .array(bound)
    .min(1, "needs a metric: without one nothing is measured")
    .max(10)
    .refine((all) => once(all.map(({ metric, dataset }) => `${metric} ${dataset}`)), {
      message: "must not bound a metric twice on one dataset",
    }),
  /** By how many per cent the files may be larger or smaller together. */
  sizePercent: z.int().min(0).max(1000),
  /** The most traffic that the first stage with any may serve. */
  firstPercent: z.int().min(1).max(100),
  /** By how many points of traffic a later stage, or the release to everyone, may go beyond the one before. */
  stepPercent: z.int().min(1).max(100),
  /** Gates of the policy that must pass; a waiver is not enough. */
  gates: z.array(slug).max(20).refine(once, "must not name a gate twice"),
  uses: z.int().min(1).max(20),
  startsAt: instant,
  endsAt: instant,
});
export type EnvelopeTerms = Frozen<z.infer<typeof envelopeTerms>>;

/** The release against which every use is measured: the last that a whole council reviewed. */
export const envelopeBase = z.strictObject({
  release: z.uuid(),
  number: z.int(),
  version: z.int(),
  digest,
  subject: digest,
  parts: z.record(z.enum(PARTS), z.string().nullable()),
  /** Bytes of its files together; null where they are too many to be listed in what is signed. */
  bytes: z.int().nullable(),
  /** What was measured of it, in the order of the terms. */
  metrics: z.array(z.strictObject({ metric: z.string(), dataset: z.string(), value: z.string() })),
});
export type EnvelopeBase = Frozen<z.infer<typeof envelopeBase>>;

export const ENVELOPE_DECIDED = ["open", "granted", "refused"] as const;
export type EnvelopeDecided = (typeof ENVELOPE_DECIDED)[number];

/** Why it ended before its time and without anybody revoking it. */
export const ENVELOPE_ENDS = ["rolled-back", "incident", "reviewed-again"] as const;
export type EnvelopeEnd = (typeof ENVELOPE_ENDS)[number];

/** A release that started under it. */
export type EnvelopeUse = { readonly use: number; readonly release: string };

/** An envelope as far as it decides anything. */
export type Envelope = {
  readonly id: string;
  readonly number: number;
  readonly model: string;
  /** The pointer's id. */
  readonly pointer: string;
  readonly tier: Tier;
  readonly digest: string;
  readonly terms: EnvelopeTerms;
  readonly base: EnvelopeBase;
  readonly decided: EnvelopeDecided;
  readonly revokedAt: Date | null;
  readonly over: EnvelopeEnd | null;
  readonly uses: readonly EnvelopeUse[];
  /** Who proposed it, and who approved it. */
  readonly proposer: string;
  readonly signers: readonly string[];
};

/** Where an envelope is. What follows from the clock or from its uses is stored nowhere. */
export const ENVELOPE_STATES = [
  "proposed",
  "planned",
  "in-force",
  "used-up",
  "ended",
  "over",
  "refused",
  "revoked",
] as const;
export type EnvelopeState = (typeof ENVELOPE_STATES)[number];

type Dated = Pick<Envelope, "decided" | "revokedAt" | "over" | "terms" | "uses">;

export function envelopeState({ decided, revokedAt, over, terms, uses }: Dated, now: Date): EnvelopeState {
  if (revokedAt) return "revoked";
  if (decided === "refused") return "refused";
  if (over) return "over";
  if (new Date(terms.endsAt) <= now) return "ended";
  if (decided === "open") return "proposed";
  if (new Date(terms.startsAt) > now) return "planned";
  return uses.length >= terms.uses ? "used-up" : "in-force";
}

/** Whether something may still go out under it. */
export const isEnvelopeAlive = (envelope: Dated, now: Date): boolean =>
  ["proposed", "planned", "in-force"].includes(envelopeState(envelope, now));

type Signed = Pick<Envelope, "id" | "model" | "pointer" | "tier" | "terms" | "base"> & {
  readonly policy: number;
  readonly seats: readonly SeatRule[];
  readonly reason: string;
};

/** What is signed of it: everything. */
export const envelopeDigest = ({
  id,
  model,
  pointer,
  tier,
  policy,
  seats,
  terms,
  base,
  reason,
}: Signed): Digest =>
  digestOfJson({ v: 1, envelope: id, model, pointer, tier, policy, seats, terms, base, reason });

type Of = {
  readonly id: string;
  readonly model: string;
  readonly digest: string;
  readonly seats: readonly { readonly function: BusinessFunction; readonly min: number }[];
  readonly proposer: string;
  readonly ownerId: string;
  /** Those of the release that it is measured against. */
  readonly contributors: readonly { readonly personId: string; readonly because: string }[];
};

/** An envelope as a subject of signatures: by the whole council of a normal release, and never by whoever gains by it. */
export const signableEnvelope = (of: Of) => ({
  kind: "envelope" as const,
  id: of.id,
  round: 1,
  digest: of.digest,
  digests: { policy: of.digest as Digest },
  about: { model: of.model },
  seats: of.seats,
  contributors: [
    { personId: of.proposer, because: "proposed it" },
    { personId: of.ownerId, because: "own the model" },
    ...of.contributors,
  ],
});

/** The events that a signature can lead to. */
export const ENVELOPE_CONSEQUENCES = ["envelope.granted", "envelope.refused"] as const;
export type EnvelopeConsequence = (typeof ENVELOPE_CONSEQUENCES)[number];

/** The event that a signature leads to, given the sign-off with it; null if none. */
export function consequenceOfEnvelope(
  decision: VerdictDecision,
  council: Pick<Council<Signature>, "approved">,
): EnvelopeConsequence | null {
  if (decision === "reject") return "envelope.refused";
  return council.approved ? "envelope.granted" : null;
}
