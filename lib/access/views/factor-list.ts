import { z } from "zod";
import { FACTOR_KINDS, FACTOR_RULES } from "#lib/access/second-factor.ts";

export const listedFactor = z.object({
  id: z.string(),
  kind: z.enum(FACTOR_KINDS),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
export type ListedFactor = z.infer<typeof listedFactor>;

export const FACTOR_CHANGES = [
  "factor.enrolled",
  "factor.renamed",
  "factor.removed",
  "factor.reset",
  "recovery.renewed",
  "link.issued",
  "link.redeemed",
  "person.enabled",
] as const;

/** A change of how a person gets in, for the person to recognise or to object to. */
export const factorChange = z.object({
  event: z.string(),
  action: z.enum(FACTOR_CHANGES),
  at: z.string(),
  byYou: z.boolean(),
  kind: z.enum(FACTOR_KINDS).nullable(),
});
export type FactorChange = z.infer<typeof factorChange>;

export const factorListView = z.object({
  rule: z.enum(FACTOR_RULES),
  factors: z.array(listedFactor),
  recoveryCodesLeft: z.number(),
  /** Newest first. */
  changes: z.array(factorChange),
});
export type FactorListView = z.infer<typeof factorListView>;
