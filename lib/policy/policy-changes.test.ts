import fc from "fast-check";
import { expect, it } from "vitest";
import { IDENTITY_LEVELS } from "#lib/access/identity-level.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { peopleRules } from "./people-rules.ts";
import { changeSeats, type PolicyContent, routeFor, type SeatRule } from "./policy.ts";
import { policyChanges } from "./policy-changes.ts";

const seats: fc.Arbitrary<SeatRule[]> = fc.uniqueArray(
  fc.record({ function: fc.constantFrom(...FUNCTIONS), min: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, selector: (seat) => seat.function },
);
const route = fc.record(
  {
    council: fc.constantFrom("Owners", "Board"),
    seats,
    reviewDays: fc.integer({ min: 1, max: 3 }),
    validDays: fc.integer({ min: 1, max: 3 }),
    sealed: fc.record({ hours: fc.constantFrom(24, 48) }),
  },
  { requiredKeys: ["council", "seats", "reviewDays", "validDays"] },
);
const levels = fc.subarray([...IDENTITY_LEVELS], { minLength: 1 });
const hours = fc.constantFrom(0, 24);
/** One route per tier, or one route for all. */
const policy: fc.Arbitrary<PolicyContent> = fc
  .record({
    title: fc.constantFrom("Sign-off", "Control"),
    routes: fc.oneof(
      fc.array(route, { minLength: TIERS.length, maxLength: TIERS.length }),
      fc.array(route, { minLength: 1, maxLength: 1 }),
    ),
    changes: fc.option(fc.record({ seats })),
    rules: fc.option(
      fc.record(
        {
          identity: fc.record({ high: levels, low: levels }, { requiredKeys: [] }),
          grantWaitHours: hours,
          factorWaitHours: hours,
          independenceDays: fc.constantFrom(30, 365),
        },
        { requiredKeys: [] },
      ),
    ),
  })
  .map(({ routes, changes, rules, title }) => ({
    title,
    routes: routes.map((one, i) => ({ ...one, tiers: routes.length === 1 ? [...TIERS] : [TIERS[i]!] })),
    ...(changes ? { changes } : {}),
    ...(rules ? { people: rules } : {}),
  }));

const people = (rules: readonly SeatRule[]) =>
  Object.fromEntries(rules.map((rule) => [rule.function as string, rule.min]));
const said = (one: PolicyContent) => ({
  title: one.title,
  changes: people(changeSeats(one)),
  rules: peopleRules(one),
  routes: TIERS.map((tier) => {
    const found = routeFor(one, tier);
    if (!found.ok) throw new Error(tier);
    const { tiers: _, seats: rules, ...rest } = found.value;
    return { ...rest, seats: people(rules) };
  }),
});

it("is empty exactly if two policies agree on every tier and on their own change", () => {
  fc.assert(
    fc.property(policy, policy, (before, after) => {
      expect(policyChanges(before, before)).toEqual([]);
      const sorted = (value: unknown) => JSON.stringify(value, keysInOrder);
      expect(policyChanges(before, after).length === 0).toBe(sorted(said(before)) === sorted(said(after)));
    }),
  );
});

it("has each change reversed when the policies are swapped", () => {
  fc.assert(
    fc.property(policy, policy, (before, after) => {
      const turned = policyChanges(after, before).map(({ was, is, lowers: _, ...at }) => ({
        ...at,
        was: is,
        is: was,
      }));
      expect(turned).toEqual(policyChanges(before, after).map(({ lowers: _, ...change }) => change));
    }),
  );
});

it("marks weaker requirements: fewer people, an approval that lasts longer", () => {
  const one = {
    council: "All",
    seats: [{ function: "security" as const, min: 2 }],
    reviewDays: 3,
    validDays: 14,
  };
  const before: PolicyContent = { title: "Sign-off", routes: [{ ...one, tiers: [...TIERS] }] };
  const after: PolicyContent = {
    title: "Sign-off",
    routes: [
      { ...one, tiers: ["low"], seats: [{ function: "security", min: 1 }], validDays: 30, reviewDays: 9 },
      { ...one, tiers: TIERS.slice(1), validDays: 7 },
    ],
    changes: { seats: [{ function: "compliance", min: 2 }] },
  };
  const lowered = policyChanges(before, after).filter(({ lowers }) => lowers);
  expect(lowered).toEqual([
    { place: "low", what: "security", was: 2, is: 1, lowers: true },
    { place: "low", what: "validDays", was: 14, is: 30, lowers: true },
    { place: "changes", what: "security", was: 1, is: 0, lowers: true },
  ]);
});

it("shows a change of the rules for signers alone, and marks what weakens them", () => {
  const routes = [
    {
      tiers: [...TIERS],
      council: "All",
      seats: [{ function: "security" as const, min: 1 }],
      reviewDays: 3,
      validDays: 14,
    },
  ];
  const before: PolicyContent = { title: "Sign-off", routes };
  const people = {
    identity: { low: ["provider" as const], high: [...IDENTITY_LEVELS] },
    grantWaitHours: 0,
    factorWaitHours: 48,
    independenceDays: 30,
  };
  expect(policyChanges(before, { ...before, people })).toEqual([
    { place: "low", what: "identity", was: IDENTITY_LEVELS, is: ["provider"], lowers: false },
    { place: "high", what: "identity", was: ["mailed", "provider"], is: IDENTITY_LEVELS, lowers: true },
    { place: "people", what: "grantWaitHours", was: 24, is: 0, lowers: true },
    { place: "people", what: "factorWaitHours", was: 24, is: 48, lowers: false },
    { place: "people", what: "independenceDays", was: 365, is: 30, lowers: true },
  ]);
});

const keysInOrder = (_: string, value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
