import { expect, it } from "vitest";
import { peopleRules, peopleRulesContent } from "./people-rules.ts";

it("asks for an identity from elsewhere where a wrong model does most damage, unless the policy says otherwise", () => {
  const { identity, grantWaitHours } = peopleRules({});
  expect(identity.low).toContain("handed-over");
  expect(identity.critical).not.toContain("handed-over");
  expect(grantWaitHours).toBe(24);
});

it("takes from the policy what it says, and nothing else", () => {
  const rules = peopleRules({ people: { identity: { high: ["provider"] }, factorWaitHours: 0 } });
  expect(rules.identity.high).toEqual(["provider"]);
  expect(rules.identity.critical).toEqual(["mailed", "provider"]);
  expect(rules.factorWaitHours).toBe(0);
  expect(rules.grantWaitHours).toBe(24);
});

it.each([
  ["a tier that nobody may sign", { identity: { high: [] } }],
  ["a level twice", { identity: { high: ["mailed", "mailed"] } }],
  ["an unknown level", { identity: { high: ["known"] } }],
  ["independence that ends at once", { independenceDays: 0 }],
])("refuses %s", (_, content) => {
  expect(peopleRulesContent.safeParse(content).success).toBe(false);
});
