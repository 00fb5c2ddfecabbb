import { z } from "zod";
import { IDENTITY_LEVELS, type IdentityLevel } from "#lib/access/identity-level.ts";
import { TIERS, type Tier } from "#lib/registry/tier.ts";

const hours = z.number().int().min(0).max(720);
const levels = z
  .array(z.enum(IDENTITY_LEVELS))
  .min(1, "must name at least one level: otherwise nobody can sign")
  .max(IDENTITY_LEVELS.length)
  .refine((named) => new Set(named).size === named.length, { message: "must not name a level twice" });

/** What a policy asks of the people who sign; what it leaves out is as in `DEFAULTS`. */
export const peopleRulesContent = z.strictObject({
  /** The levels of identity that may sign, by tier. */
  identity: z.partialRecord(z.enum(TIERS), levels).exactOptional(),
  /** Hours from the confirmation of a function until its holder may sign for it. */
  grantWaitHours: hours.exactOptional(),
  /** Hours from a new factor or a reset until its holder signs without a second person's consent. */
  factorWaitHours: hours.exactOptional(),
  /** For how many days two people are not independent after one invited, granted to or reset the other. */
  independenceDays: z.number().int().min(1).max(3660).exactOptional(),
});
export type PeopleRulesContent = z.infer<typeof peopleRulesContent>;

export type PeopleRules = {
  readonly identity: Readonly<Record<Tier, readonly IdentityLevel[]>>;
  readonly grantWaitHours: number;
  readonly factorWaitHours: number;
  readonly independenceDays: number;
};

const DEFAULTS: PeopleRules = {
  identity: {
    low: IDENTITY_LEVELS,
    limited: IDENTITY_LEVELS,
    high: ["mailed", "provider"],
    critical: ["mailed", "provider"],
  },
  grantWaitHours: 24,
  factorWaitHours: 24,
  independenceDays: 365,
};

/** What this policy asks of the people who sign. */
export const peopleRules = ({ people = {} }: { readonly people?: PeopleRulesContent }): PeopleRules => ({
  ...DEFAULTS,
  ...people,
  identity: { ...DEFAULTS.identity, ...people.identity },
});

/** The tiers that take somebody who can sign at these levels. */
export const tiersTaking = (identity: PeopleRules["identity"], levels: readonly IdentityLevel[]): Tier[] =>
  TIERS.filter((tier) => levels.some((level) => identity[tier].includes(level)));
