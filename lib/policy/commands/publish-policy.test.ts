import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { readRelease } from "#lib/releases/queries/lock-release.ts";
import { addModel, addReport, addVersion } from "#lib/testing/registry.ts";
import { publishOneCouncil, sign, submitted } from "#lib/testing/releases.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/workspace.ts";
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
  it("is numbered on, and the log holds what it says", async () => {
    const first = await here.make(publishPolicy, policy(route), admin);
    const second = await here.make(publishPolicy, policy({ ...route, reviewDays: 5 }), admin);
    expect([first.version, second.version]).toEqual([1, 2]);
    expect(first.digest).not.toBe(second.digest);
    expect(await here.eventsOf(`policy/${here.workspaceId}`)).toMatchObject([
      { action: "policy.published", actor: { id: admin.id }, data: { version: 1, content: policy(route) } },
      { action: "policy.published", stream_seq: 2, data: { version: 2, digest: second.digest } },
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
  ])("is refused with %s", async (_, wrong) => {
    expect(await here.attempt(publishPolicy, wrong, admin)).toMatchObject({
      error: { code: "invalid-input" },
    });
  });

  it("is an admin's to publish", async () => {
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

it("a policy published later lowers no bar for a release already in review", async () => {
  const author = await here.person("Jonas Lind", ["data-scientist"]);
  const security = await here.person("Mira Okafor", ["reviewer"], ["security"]);
  const compliance = await here.person("Lena Fischer", ["reviewer"], ["compliance"]);
  await publishOneCouncil(here, admin, [seat, { function: "compliance", min: 1 }]);
  const { name: model } = await addModel(here, author);
  const { digest } = await addVersion(here, author, { model, bits: "one" });
  await addReport(here, author, { model, version: 1, digest, logLoss: 0.5 });
  const release = await submitted(here, author, { model, version: 1 });
  await publishOneCouncil(here, admin, [seat]);
  await sign(here, security, { release, seat: "security" });
  const stateNow = async () => {
    const file = await inWorkspace(here.db, here.workspaceId, (tx) => readRelease(tx, release));
    return file.ok ? file.value.release.state : file.error.code;
  };
  expect(await stateNow()).toBe("in-review");
  await sign(here, compliance, { release, seat: "compliance" });
  expect(await stateNow()).toBe("approved");
});
