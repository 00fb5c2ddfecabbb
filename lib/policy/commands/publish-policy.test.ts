import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TIERS } from "#lib/registry/tier.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { publishPolicy } from "./publish-policy.ts";

let here: TestWorkspace;
let admin: Person;
beforeAll(async () => {
  here = await testWorkspace();
  admin = await here.person("Ada Berg", ["admin"]);
});
afterAll(() => here?.close());

const seat = { function: "security" as const, min: 1 };
const route = { tiers: [...TIERS], council: "All", seats: [seat], reviewDays: 3, validDays: 14 };
const policy = (...routes: object[]) => ({ title: "Sign-off", routes });

describe("a policy", () => {
  it("27: is published by a single admin only as the first policy of a workspace", async () => {
    const first = await here.make(publishPolicy, policy(route), admin);
    expect(first.version).toBe(1);
    const again = await here.attempt(publishPolicy, policy({ ...route, reviewDays: 5 }), admin);
    expect(again).toMatchObject({ error: { kind: "illegal", code: "policy-needs-sign-off" } });
    expect(await here.eventsOf(`policy/${here.workspaceId}`)).toMatchObject([
      { action: "policy.published", actor: { id: admin.id }, data: { version: 1, content: policy(route) } },
    ]);
  });

  it.each([
    ["a tier that goes nowhere", policy({ ...route, tiers: TIERS.slice(1) })],
    ["a tier that goes two ways", policy(route, { ...route, tiers: ["low"] })],
    ["a council of nobody", policy({ ...route, seats: [] })],
    ["a seat that asks for nobody", policy({ ...route, seats: [{ ...seat, min: 0 }] })],
    ["a seat that does not say how many", policy({ ...route, seats: [{ function: "security", min: null }] })],
    ["a function twice", policy({ ...route, seats: [seat, seat] })],
    ["one tier a thousand times", policy({ ...route, tiers: Array(1000).fill("low") })],
    ["no end of an approval", policy({ ...route, validDays: 0 })],
    ["a change that nobody signs", { ...policy(route), changes: { seats: [] } }],
    ["a change that one function signs twice", { ...policy(route), changes: { seats: [seat, seat] } }],
  ])("is refused with %s", async (_, wrong) => {
    expect(await here.attempt(publishPolicy, wrong, admin)).toMatchObject({
      error: { code: "invalid-input" },
    });
  });

  it("can be published only by an admin", async () => {
    const manager = await here.person("Rhea Sol", [
      "release-manager",
      "reviewer",
      "data-scientist",
      "auditor",
    ]);
    expect(await here.attempt(publishPolicy, policy(route), manager)).toMatchObject({
      error: { code: "role-missing" },
    });
  });
});
