import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { line } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { TIERS, type Tier } from "#lib/registry/tier.ts";

/** One function's required voice: how many of its people must approve. Never none. */
export const seatRule = z.strictObject({
  function: z.enum(FUNCTIONS),
  min: z.number().int().min(1).max(5),
});
export type SeatRule = z.infer<typeof seatRule>;

const seats = (without: string) =>
  z
    .array(seatRule)
    .min(1, `needs at least one seat: ${without}`)
    .max(FUNCTIONS.length)
    .refine((rules) => new Set(rules.map((rule) => rule.function)).size === rules.length, {
      message: "names a function twice",
    });

const route = z.strictObject({
  tiers: z.array(z.enum(TIERS)).min(1).max(TIERS.length),
  council: line(80),
  seats: seats("a release nobody signs is not approved"),
  /** How long reviewers have, from the opening of a round. */
  reviewDays: z.number().int().min(1).max(90),
  /** How long an approval may be acted on. */
  validDays: z.number().int().min(1).max(366),
});
export type Route = z.infer<typeof route>;

/** What a policy says; immutable once published. */
export const policyContent = z.strictObject({
  title: line(120),
  routes: z
    .array(route)
    .min(1)
    .max(TIERS.length)
    .refine(
      (routes) => TIERS.every((tier) => routes.filter(({ tiers }) => tiers.includes(tier)).length === 1),
      {
        message: "must route every tier exactly once",
      },
    ),
  /** Who signs the next version of the policy. Where it says nothing: compliance and security, one each. */
  changes: z.strictObject({ seats: seats("a policy nobody signs does not change") }).exactOptional(),
});
export type PolicyContent = z.infer<typeof policyContent>;

const CHANGE_SEATS: readonly SeatRule[] = [
  { function: "compliance", min: 1 },
  { function: "security", min: 1 },
];

/** What a policy says of its own change. */
export type ChangeRule = { readonly changes?: { readonly seats: readonly SeatRule[] } };

/** The seats that a change of this policy has to fill. */
export const changeSeats = (policy: ChangeRule): readonly SeatRule[] => policy.changes?.seats ?? CHANGE_SEATS;

/** The council and seats a release of this tier goes to. */
export function routeFor(policy: PolicyContent, tier: Tier): Result<Route, Refusal> {
  const found = policy.routes.find(({ tiers }) => tiers.includes(tier));
  return found
    ? ok(found)
    : refuse("illegal", "no-route", `The policy routes no release of tier ${tier}.`, {
        todo: "Ask the policy's owner to publish a version that does.",
      });
}
