import type { PolicyContent, SeatRule } from "#lib/policy/policy.ts";

const seats = (...functions: SeatRule["function"][]): SeatRule[] =>
  functions.map((name) => ({ function: name, min: 1 }));

/** A workspace's policy until it publishes its own: the higher the tier, the more seats must sign. */
export const STARTING_POLICY: PolicyContent = {
  title: "Sign-off of model updates",
  routes: [
    {
      tiers: ["low"],
      council: "Model owners",
      seats: seats("data-science"),
      reviewDays: 14,
      validDays: 30,
    },
    {
      tiers: ["limited"],
      council: "Model change board",
      seats: seats("data-science", "engineering", "product"),
      reviewDays: 10,
      validDays: 30,
    },
    {
      tiers: ["high"],
      council: "Model council",
      seats: seats("data-science", "engineering", "product", "security", "compliance"),
      reviewDays: 10,
      validDays: 14,
    },
    {
      tiers: ["critical"],
      council: "Risk council",
      seats: seats("data-science", "engineering", "product", "security", "compliance", "business"),
      reviewDays: 10,
      validDays: 7,
    },
  ],
};

/** Its people act within minutes of each other, so the demonstration alone waits for nothing. */
export const DEMO_POLICY: PolicyContent = {
  ...STARTING_POLICY,
  people: { grantWaitHours: 0, factorWaitHours: 0, independenceDays: 1 },
};
