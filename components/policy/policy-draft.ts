import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import type { Gate } from "#lib/policy/gate.ts";
import { type PeopleRules, peopleRules } from "#lib/policy/people-rules.ts";
import {
  CHALLENGED_FROM,
  changeSeats,
  type DeadlineRule,
  type PolicyContent,
  type ReReviewRule,
  type Route,
  type SealRule,
  type SeatRule,
} from "#lib/policy/policy.ts";
import type { PolicyPlace } from "#lib/policy/policy-changes.ts";
import { TIERS, type Tier } from "#lib/registry/tier.ts";

/** How many of each function have to sign; 0 is no seat. */
export type PeopleByFunction = Readonly<Record<BusinessFunction, number>>;
export type TierDraft = {
  readonly council: string;
  /** The council whose members sign; null where any holder of a function may. */
  readonly councilId: string | null;
  /** After how many of the council's hours a late seat is told of; null for never. */
  readonly deadlines: DeadlineRule | null;
  /** Whether preliminary verdicts are sealed, and after how many hours they are revealed; null where none are. */
  readonly sealed: SealRule | null;
  readonly people: PeopleByFunction;
  /** Who signs a standard change; nobody where the class is closed. */
  readonly standard: PeopleByFunction;
  readonly reviewDays: number;
  readonly validDays: number;
  /** When what is live is reviewed again; null where nothing but a cause says so. */
  readonly reReview: ReReviewRule | null;
};

/** A policy as it is typed: tier by tier. */
export type PolicyDraft = {
  readonly title: string;
  readonly tiers: Readonly<Record<Tier, TierDraft>>;
  readonly changes: PeopleByFunction;
  /** What it asks of the people who sign. */
  readonly signers: PeopleRules;
  readonly gates: readonly Gate[];
  /** From which tier on a release is challenged; null for none. */
  readonly challengedFrom: Tier | null;
};

const peopleOf = (seats: readonly SeatRule[]): PeopleByFunction =>
  Object.fromEntries(
    FUNCTIONS.map((name) => [name, seats.find((seat) => seat.function === name)?.min ?? 0]),
  ) as PeopleByFunction;

export function draftOf(policy: PolicyContent): PolicyDraft {
  const tierOf = (tier: Tier): TierDraft => {
    const route = policy.routes.find(({ tiers }) => tiers.includes(tier))!;
    const { council, councilId = null, deadlines = null, sealed = null, reReview = null } = route;
    const { seats, standard, reviewDays, validDays } = route;
    const sits = { council, councilId, deadlines, sealed, people: peopleOf(seats) };
    return { ...sits, standard: peopleOf(standard?.seats ?? []), reviewDays, validDays, reReview };
  };
  return {
    title: policy.title,
    tiers: Object.fromEntries(TIERS.map((tier) => [tier, tierOf(tier)])) as PolicyDraft["tiers"],
    changes: peopleOf(changeSeats(policy)),
    signers: peopleRules(policy),
    gates: policy.gates ?? [],
    // A policy from before the rule is changed to one with it, as the server would.
    challengedFrom: policy.challenges ? policy.challenges.from : CHALLENGED_FROM,
  };
}

export const seatsOf = (people: PeopleByFunction): SeatRule[] =>
  FUNCTIONS.filter((name) => people[name] > 0).map((name) => ({ function: name, min: people[name] }));

/** How releases of a tier are signed; tiers that agree in all of it share a route. */
function wayOf({ people, standard, council, councilId, deadlines, sealed, reReview, ...days }: TierDraft) {
  const seats = { council: council.trim(), seats: seatsOf(people) };
  const more = { ...(sealed ? { sealed } : {}), ...(reReview ? { reReview } : {}) };
  // Where a council sits, no standard change goes past it, and only it has hours to count deadlines in.
  if (councilId !== null)
    return { ...seats, councilId, ...days, ...(deadlines ? { deadlines } : {}), ...more };
  const few = seatsOf(standard);
  return { ...seats, ...(few.length > 0 ? { standard: { seats: few } } : {}), ...days, ...more };
}

/** The policy of a draft: tiers with the same rules share a route. */
export function policyOf(draft: PolicyDraft): PolicyContent {
  const { title, tiers, changes, signers, gates, challengedFrom } = draft;
  const routes = new Map<string, Route>();
  for (const tier of TIERS) {
    const way = wayOf(tiers[tier]);
    const known = routes.get(JSON.stringify(way));
    routes.set(JSON.stringify(way), { ...way, tiers: [...(known?.tiers ?? []), tier] });
  }
  const identity = Object.fromEntries(TIERS.map((tier) => [tier, [...signers.identity[tier]]]));
  return {
    title: title.trim(),
    routes: [...routes.values()],
    changes: { seats: seatsOf(changes) },
    people: { ...signers, identity },
    challenges: { from: challengedFrom },
    ...(gates.length > 0 && { gates: [...gates] }),
  };
}

/** Places that nobody can sign, which no policy may have. */
export const unseated = ({ tiers, changes, signers }: PolicyDraft): PolicyPlace[] => [
  ...TIERS.filter((tier) => seatsOf(tiers[tier].people).length === 0),
  ...(seatsOf(changes).length === 0 ? (["changes"] as const) : []),
  ...(TIERS.some((tier) => signers.identity[tier].length === 0) ? (["people"] as const) : []),
];
