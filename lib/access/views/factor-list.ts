import { z } from "zod";
import { LINK_PURPOSES } from "#lib/access/credential-link.ts";
import { FACTOR_KINDS, FACTOR_RULES } from "#lib/access/second-factor.ts";
import { ACCOUNT_CHANGES } from "#lib/access/told.ts";

export const listedFactor = z.object({
  id: z.string(),
  kind: z.enum(FACTOR_KINDS),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
export type ListedFactor = z.infer<typeof listedFactor>;

/** A change of how a person gets in, for the person to recognise or to object to. */
export const factorChange = z.object({
  event: z.string(),
  action: z.enum(ACCOUNT_CHANGES),
  at: z.string(),
  byYou: z.boolean(),
  kind: z.enum(FACTOR_KINDS).nullable(),
  /** What a link was for; null for everything else. */
  purpose: z.enum(LINK_PURPOSES).nullable(),
});
export type FactorChange = z.infer<typeof factorChange>;

export const factorListView = z.object({
  rule: z.enum(FACTOR_RULES),
  factors: z.array(listedFactor),
  recoveryCodesLeft: z.number(),
  /** What this session signs with one factor now, as digests of an act and what it is over. */
  oneFactorFor: z.array(z.string()),
  /** Newest first. */
  changes: z.array(factorChange),
});
export type FactorListView = z.infer<typeof factorListView>;
