import { describe, expect, it } from "vitest";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { policyContent } from "#lib/policy/policy.ts";
import { policyChanges } from "#lib/policy/policy-changes.ts";
import { draftOf, policyOf, unseated } from "./policy-draft.ts";
import { challengedText, changeLine, seatsText } from "./policy-words.ts";

const board = { council: "Board", reviewDays: 10, validDays: 14 };
const policy: PolicyContent = {
  title: "Sign-off",
  challenges: { from: "high" },
  routes: [
    { ...board, tiers: ["low", "limited"], seats: [{ function: "data-science", min: 1 }] },
    {
      ...board,
      tiers: ["high", "critical"],
      seats: [
        { function: "security", min: 2 },
        { function: "engineering", min: 1 },
      ],
    },
  ],
};

describe("a policy as it is typed", () => {
  it("untouched says the same, and names who signs its change", () => {
    const said = policyOf(draftOf(policy));
    expect(policyChanges(policy, said)).toEqual([]);
    expect(said.routes.map(({ tiers }) => tiers)).toEqual([
      ["low", "limited"],
      ["high", "critical"],
    ]);
    expect(policyContent.safeParse(said).success).toBe(true);
  });

  it("of before there were challenges asks for them above the limited tier, and says so; fewer lower the bar", () => {
    const { challenges: _, ...old } = policy;
    const asked = { what: "Challenge with an accepted answer", was: "not asked for", is: "asked for" };
    const said = policyOf(draftOf(old));
    expect(policyChanges(old, said)).toMatchObject([
      { place: "high", lowers: false },
      { place: "critical", lowers: false },
    ]);
    expect(policyChanges(old, said).map(changeLine)).toEqual([asked, asked]);
    const less = policyOf({ ...draftOf(policy), challengedFrom: "critical" });
    expect(policyChanges(policy, less)).toMatchObject([{ place: "high", lowers: true }]);
    expect(challengedText(less, ["high", "critical"])).toBe("critical challenged first");
    expect(challengedText(policy, ["high", "critical"])).toBe("challenged first");
    expect(challengedText(policy, ["low"])).toBe("");
  });

  it("gives a tier that goes another way a route of its own, and tells the change in words", () => {
    const draft = draftOf(policy);
    const high = { ...draft.tiers.high, validDays: 30, people: { ...draft.tiers.high.people, security: 1 } };
    const said = policyOf({ ...draft, tiers: { ...draft.tiers, high } });
    expect(policyContent.safeParse(said).success).toBe(true);
    expect(policyChanges(policy, said).map(changeLine)).toEqual([
      { what: "Security seat", was: "2 people", is: "1 person" },
      { what: "Approval valid", was: "14 days", is: "30 days" },
    ]);
    expect(seatsText(policy.routes[1]!.seats)).toBe("Engineering and Security (2 people)");
  });

  it("knows where nobody would have to sign", () => {
    const draft = draftOf(policy);
    const low = { ...draft.tiers.low, people: { ...draft.tiers.low.people, "data-science": 0 } };
    expect(unseated(draft)).toEqual([]);
    expect(unseated({ ...draft, tiers: { ...draft.tiers, low } })).toEqual(["low"]);
    const identity = { ...draft.signers.identity, high: [] };
    expect(unseated({ ...draft, signers: { ...draft.signers, identity } })).toEqual(["people"]);
  });

  it("keeps its rules for signers, and tells each change of one", () => {
    const strict = { ...policy, people: { grantWaitHours: 48, identity: { high: ["provider" as const] } } };
    expect(policyChanges(strict, policyOf(draftOf(strict)))).toEqual([]);
    expect(policyChanges(policy, strict).map(changeLine)).toEqual([
      { what: "Sign-in links accepted", was: "by mail or by a provider", is: "by a provider" },
      { what: "New function waits", was: "24 hours", is: "48 hours" },
    ]);
  });
});
