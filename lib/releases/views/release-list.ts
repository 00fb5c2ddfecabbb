import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { pageOf } from "#lib/kernel/fields.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { RELEASE_STATES } from "#lib/releases/release.ts";

export const listedRelease = z.object({
  number: z.number(),
  state: z.enum(RELEASE_STATES),
  /** How many conditions of its approvals are not met. */
  conditionsOpen: z.number(),
  model: z.string(),
  /** Numbers of versions. */
  version: z.number(),
  base: z.number().nullable(),
  pointer: z.string(),
  round: z.number(),
  tier: z.enum(TIERS),
  changeClass: z.string(),
  what: z.string(),
  author: z.string(),
  createdAt: z.string(),
  /** When something last happened to it that a reader would open it for. */
  changedAt: z.string(),
  dueAt: z.string().nullable(),
  validUntil: z.string().nullable(),
  seatsMet: z.number(),
  seatsAll: z.number(),
  /** Seats still to be signed, while it is in review. */
  waitsFor: z.array(z.enum(FUNCTIONS)),
});
export type ListedRelease = z.infer<typeof listedRelease>;

/** Newest first. */
export const releaseListView = pageOf(listedRelease);
