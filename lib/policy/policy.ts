import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { id, line } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { isAtLeast, TIERS, type Tier } from "#lib/registry/tier.ts";
import { gatesContent } from "./gate.ts";
import { gateFaults } from "./gate-results.ts";
import { peopleRulesContent } from "./people-rules.ts";

/** How many people of one function must approve. Never none. */
export const seatRule = z.strictObject({
  function: z.enum(FUNCTIONS),
  min: z.number().int().min(1).max(5),
});
export type SeatRule = z.infer<typeof seatRule>;

const seats = (without: string) =>
  z
    .array(seatRule)
    .min(1, `must have at least one seat: ${without}`)
    .max(FUNCTIONS.length)
    .refine((rules) => new Set(rules.map((rule) => rule.function)).size === rules.length, {
      message: "must not name a function twice",
    });

const deadlineHours = z.number().int().min(1).max(1000);

/** After how many of the council's own hours a late seat is told of: to whom sits, to who stands in and the chair, to the last. */
export const deadlineRule = z
  .strictObject({ remind: deadlineHours, alternates: deadlineHours, escalate: deadlineHours })
  .refine(({ remind, alternates, escalate }) => remind <= alternates && alternates <= escalate, {
    message: "must remind before it tells the alternates, and tell them before it escalates",
  });
export type DeadlineRule = z.infer<typeof deadlineRule>;

/** After how many hours of a round its sealed verdicts are revealed, also where a seat has given none. */
export const sealRule = z.strictObject({ hours: z.number().int().min(1).max(1000) });
export type SealRule = z.infer<typeof sealRule>;
/** What follows while a re-review is late, each with what is before it: people are told, widening holds, no release starts. */
export const OVERDUE = ["warn", "hold", "block"] as const;
export type Overdue = (typeof OVERDUE)[number];

/** After how many months what is live is reviewed again, and what follows where that is late. */
const reReviewRule = z.strictObject({ months: z.number().int().min(1).max(60), overdue: z.enum(OVERDUE) });
export type ReReviewRule = z.infer<typeof reReviewRule>;

const ROUTE_FIELDS = {
  tiers: z.array(z.enum(TIERS)).min(1).max(TIERS.length),
  council: line(80),
  /** The council whose members sign. Left out, as in every policy before the field existed, any holder of a function may. */
  councilId: id.exactOptional(),
  seats: seats("a release that nobody signs is never approved"),
  /** Who signs a release inside a signed envelope. Left out, as in every policy before the field existed, the class is closed. */
  standard: z.strictObject({ seats: seats("somebody signs every release") }).exactOptional(),
  /** How many days reviewers have from the start of a round. */
  reviewDays: z.number().int().min(1).max(90),
  /** How many days an approval can be acted on. */
  validDays: z.number().int().min(1).max(366),
  /** Of a council's seats. Left out, as in every policy before the field existed, nobody is told of a late seat. */
  deadlines: deadlineRule.exactOptional(),
  /** Of normal changes: everybody gives a sealed verdict first. Left out, as in every policy before the field existed, nobody does. */
  sealed: sealRule.exactOptional(),
  /** Left out, as in every policy before the field existed, what is live is reviewed again only where somebody brings a cause. */
  reReview: reReviewRule.exactOptional(),
};
const route = z
  .strictObject(ROUTE_FIELDS)
  .refine(({ deadlines, councilId }) => deadlines === undefined || councilId !== undefined, {
    message: "must name a council, in whose hours the deadlines count",
    path: ["deadlines"],
  })
  // An envelope is signed by holders of the functions, who need not sit on the council.
  .refine(({ standard, councilId }) => standard === undefined || councilId === undefined, {
    message: "cannot let standard changes past a council",
    path: ["standard"],
  });
export type Route = z.infer<typeof route>;

/** From which tier on nothing is approved before somebody challenged it and was answered; null for none. */
const challengeRule = z.strictObject({ from: z.enum(TIERS).nullable() });

/** The content of a policy; immutable once published. */
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
  /** Who signs the next version of the policy. Default: compliance and security, one each. */
  changes: z.strictObject({ seats: seats("a policy that nobody signs never changes") }).exactOptional(),
  people: peopleRulesContent.exactOptional(),
  /** Rules that every release must pass. Left out where there are none, as in every policy before the field existed. */
  gates: gatesContent.exactOptional(),
  /** Left out, as in every policy before the field existed, no tier asks for a challenge. */
  challenges: challengeRule.exactOptional(),
});
export type PolicyContent = z.infer<typeof policyContent>;

/** What a policy that says nothing of challenges is published with: every tier above limited asks for one. */
export const CHALLENGED_FROM: Tier = "high";

/**
 * The content of a policy to be published: its gates compile, and it says from which tier on a release is challenged. A
 * published one is read whatever it says.
 */
export const newPolicyContent = policyContent
  .extend({ challenges: challengeRule.default({ from: CHALLENGED_FROM }) })
  .superRefine(({ gates = [] }, context) => {
    for (const { at, message } of gateFaults(gates))
      context.addIssue({ code: "custom", message, path: ["gates", at, "expression"] });
  });

const CHANGE_SEATS: readonly SeatRule[] = [
  { function: "compliance", min: 1 },
  { function: "security", min: 1 },
];

/** A policy's rule for its own change. */
export type ChangeRule = { readonly changes?: { readonly seats: readonly SeatRule[] } };

/** The seats that must be filled to change this policy. */
export const changeSeats = (policy: ChangeRule): readonly SeatRule[] => policy.changes?.seats ?? CHANGE_SEATS;

/** Whether a release of this tier is approved only once a challenge of it is answered. */
export const asksChallenge = ({ challenges }: Pick<PolicyContent, "challenges">, tier: Tier): boolean =>
  challenges?.from != null && isAtLeast(tier, challenges.from);

/** Who signs a release of this route: fewer where it claims the standard class, if the route has that. */
export function seatsFor(
  { standard, seats: all, council }: Route,
  changeClass: string,
): Result<readonly SeatRule[], Refusal> {
  if (changeClass !== "standard") return ok(all);
  return standard
    ? ok(standard.seats)
    : refuse(
        "illegal",
        "no-standard-route",
        `The policy names nobody for standard changes of the ${council}.`,
        {
          todo: "Open it as a normal change, or have the policy changed.",
          place: { label: "See the policy", href: "/policy" },
          field: "changeClass",
        },
      );
}

/** The council and seats for a release of this tier. */
export function routeFor(policy: PolicyContent, tier: Tier): Result<Route, Refusal> {
  const found = policy.routes.find(({ tiers }) => tiers.includes(tier));
  return found
    ? ok(found)
    : refuse("illegal", "no-route", `The policy has no route for releases of tier ${tier}.`, {
        todo: "Ask an admin to propose a policy version with one.",
      });
}
