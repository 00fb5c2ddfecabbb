import { IDENTITY_LEVELS, type IdentityLevel } from "#lib/access/identity-level.ts";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import { TIERS, type Tier } from "#lib/registry/tier.ts";
import { type GateChange, gateChanges } from "./gate-changes.ts";
import { type PeopleRules, peopleRules } from "./people-rules.ts";
import {
  asksChallenge,
  changeSeats,
  OVERDUE,
  type PolicyContent,
  type Route,
  type SeatRule,
} from "./policy.ts";

/** A place in a policy: its title, the rules for a tier, for its signers, for its own change, or its gates. */
export type PolicyPlace = "title" | "changes" | "people" | "gates" | Tier;

/** The rules for signers that are numbers; less of each is a lower bar. */
const PEOPLE_NUMBERS = ["grantWaitHours", "factorWaitHours", "independenceDays"] as const;
type Value = string | number | readonly IdentityLevel[];

export type RuleChange = {
  readonly place: Exclude<PolicyPlace, "gates">;
  /** Of the seats that sign a standard change, where it is about those. */
  readonly standard?: true;
  readonly what:
    | (
        | "title"
        | "council"
        | "members"
        | "deadlines"
        | "sealed"
        | "reviewDays"
        | "validDays"
        | "reReview"
        | "identity"
        | "challenge"
      )
    | (typeof PEOPLE_NUMBERS)[number]
    | BusinessFunction;
  readonly was: Value;
  readonly is: Value;
  /** Whether it requires less: fewer people, shorter waits, more levels, or more time to act on an approval. */
  readonly lowers: boolean;
};

export type PolicyChange = RuleChange | GateChange;

/** Every difference between two policies, tier by tier; the grouping into routes makes no difference. */
export function policyChanges(before: PolicyContent, after: PolicyContent): PolicyChange[] {
  return [
    ...(before.title === after.title
      ? []
      : [{ place: "title", what: "title", was: before.title, is: after.title, lowers: false } as const]),
    ...TIERS.flatMap((tier) => [
      ...routeChanges(tier, routeOf(before, tier), routeOf(after, tier)),
      ...levelChanges(tier, peopleRules(before), peopleRules(after)),
      ...challengeChanges(tier, before, after),
    ]),
    ...peopleChanges(peopleRules(before), peopleRules(after)),
    ...seatChanges("changes", changeSeats(before), changeSeats(after)),
    ...gateChanges(before.gates, after.gates),
  ];
}

const routeOf = (policy: PolicyContent, tier: Tier): Route =>
  policy.routes.find(({ tiers }) => tiers.includes(tier))!;

function routeChanges(place: Tier, before: Route, after: Route): RuleChange[] {
  const changes: RuleChange[] = [];
  if (before.council !== after.council)
    changes.push({ place, what: "council", was: before.council, is: after.council, lowers: false });
  if (before.councilId !== after.councilId)
    changes.push({
      place,
      what: "members",
      was: sits(before),
      is: sits(after),
      lowers: after.councilId === undefined,
    });
  const [was, is] = [deadlinesOf(before), deadlinesOf(after)];
  if (was !== is) changes.push({ place, what: "deadlines", was, is, lowers: after.deadlines === undefined });
  const [open, sealed] = [sealOf(before), sealOf(after)];
  if (open !== sealed)
    changes.push({ place, what: "sealed", was: open, is: sealed, lowers: after.sealed === undefined });
  changes.push(...seatChanges(place, before.seats, after.seats));
  changes.push(...standardChanges(place, before, after));
  for (const what of ["reviewDays", "validDays"] as const)
    if (before[what] !== after[what])
      changes.push({
        place,
        what,
        was: before[what],
        is: after[what],
        lowers: what === "validDays" && after[what] > before[what],
      });
  const [reviewedWas, reviewedIs] = [reReviewOf(before), reReviewOf(after)];
  if (reviewedWas !== reviewedIs)
    changes.push({
      place,
      what: "reReview",
      was: reviewedWas,
      is: reviewedIs,
      lowers: reviewsLess(before, after),
    });
  return changes;
}

const reReviewOf = ({ reReview }: Route): string =>
  reReview ? `every ${reReview.months} months; if overdue: ${reReview.overdue}` : "by cause alone";

/** Whether what is live is reviewed again later, or less follows where that is late. */
function reviewsLess({ reReview: was }: Route, { reReview: is }: Route): boolean {
  if (!was) return false;
  return !is || is.months > was.months || OVERDUE.indexOf(is.overdue) < OVERDUE.indexOf(was.overdue);
}

/** After how many of the council's hours a late seat is told of. */
const deadlinesOf = ({ deadlines }: Route): string =>
  deadlines
    ? `reminds after ${deadlines.remind} h, alternates after ${deadlines.alternates} h, escalates after ${deadlines.escalate} h`
    : "none";

/** Whether everybody gives a sealed verdict before anybody hears another's, and until when. */
const sealOf = ({ sealed }: Route): string =>
  sealed ? `sealed first, revealed after ${sealed.hours} h at the latest` : "open from the start";

/** Who may take a seat: a council's members, by the name that the route gives it, or any holder of the function. */
const sits = ({ council, councilId }: Route): string =>
  councilId === undefined ? "any holder of the function" : `members of ${council} (${councilId})`;

/** Who signs a standard change; to open the class at all lowers the bar. */
function standardChanges(place: Tier, { standard: was }: Route, { standard: is }: Route): RuleChange[] {
  return seatChanges(place, was?.seats ?? [], is?.seats ?? []).map((change) => ({
    ...change,
    standard: true,
    lowers: was === undefined || (is !== undefined && change.lowers),
  }));
}

/** A tier's levels of identity, whatever their order. */
function levelChanges(place: Tier, before: PeopleRules, after: PeopleRules): RuleChange[] {
  const levels = ({ identity }: PeopleRules) =>
    IDENTITY_LEVELS.filter((level) => identity[place].includes(level));
  const [was, is] = [levels(before), levels(after)];
  if (was.join() === is.join()) return [];
  return [{ place, what: "identity", was, is, lowers: is.some((level) => !was.includes(level)) }];
}

/** Whether a release of this tier is challenged before it is approved. */
function challengeChanges(place: Tier, before: PolicyContent, after: PolicyContent): RuleChange[] {
  const [was, is] = [asksChallenge(before, place), asksChallenge(after, place)];
  const said = (asked: boolean): string => (asked ? "asked for" : "not asked for");
  return was === is ? [] : [{ place, what: "challenge", was: said(was), is: said(is), lowers: was }];
}

const peopleChanges = (before: PeopleRules, after: PeopleRules): RuleChange[] =>
  PEOPLE_NUMBERS.filter((what) => before[what] !== after[what]).map((what) => ({
    place: "people",
    what,
    was: before[what],
    is: after[what],
    lowers: after[what] < before[what],
  }));

function seatChanges(
  place: RuleChange["place"],
  before: readonly SeatRule[],
  after: readonly SeatRule[],
): RuleChange[] {
  const people = (seats: readonly SeatRule[], name: BusinessFunction) =>
    seats.find((seat) => seat.function === name)?.min ?? 0;
  return FUNCTIONS.map((what) => ({ what, was: people(before, what), is: people(after, what) }))
    .filter(({ was, is }) => was !== is)
    .map((change) => ({ place, ...change, lowers: change.is < change.was }));
}
