import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { IDENTITY_LEVELS } from "#lib/access/identity-level.ts";
import { TOKEN_SCOPES } from "#lib/access/permission.ts";
import { proposeAssessment } from "#lib/councils/commands/propose-assessment.ts";
import { signAssessment } from "#lib/councils/commands/sign-assessment.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { submitRelease } from "#lib/releases/commands/submit-release.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { assess, assessing, confirmTier, signingAssessment } from "#lib/testing/worlds/assessments.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { holdOnly } from "#lib/testing/worlds/grant-functions.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { oneCouncil, sign, submitted, testCase, testPlan } from "#lib/testing/worlds/releases.ts";
import { PASSWORD, type Person } from "#lib/testing/worlds/workspace.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
let model: string;
let made = 0;

/** One engineer signs what is low, three functions the rest. It takes whatever identity there is, at once. */
function byTier() {
  const takesAll = { high: [...IDENTITY_LEVELS], critical: [...IDENTITY_LEVELS] };
  const [route] = oneCouncil(...SEATS).routes;
  const low = { ...route!, tiers: ["low" as const], seats: [{ function: "engineering" as const, min: 1 }] };
  const rest = { ...route!, tiers: ["limited" as const, "high" as const, "critical" as const] };
  const people = { identity: takesAll, factorWaitHours: 0 };
  return { title: "By tier", routes: [low, rest], people, challenges: { from: null } };
}

beforeAll(async () => {
  world = await testWorld(byTier());
});
beforeEach(async () => {
  const { here, people } = world;
  model = `gate-cost-${++made}`;
  await addModel(here, people.jonas, model, "low");
  const { digest } = await addVersion(here, people.jonas, { model, bits: `cost ${made}` });
  await addReport(here, people.priya, { model, version: 1, digest, logLoss: 0.5 });
});
afterAll(() => world?.here.close());

const open = () => submitted(world.here, world.people.jonas, { model, version: 1 });
const seatsOf = async (release: number) => {
  const { council, tier } = await world.here.see(releasePage, { release }, world.people.vic);
  return { tier, seats: council.seats.map((seat) => seat.function) };
};
const confirm = (tier: "low" | "critical") =>
  confirmTier(world.here, world.people.jonas, { model, tier, by: world.people.carla });
const ALL = SEATS.map((seat) => seat.function);

describe("an author", () => {
  it("who declares the low tier gets the council of high", async () => {
    expect(await seatsOf(await open())).toEqual({ tier: "high", seats: ALL });
  });

  it("who proposes the low tier gets it only from compliance", async () => {
    await assess(world.here, world.people.jonas, { model, tier: "low" });
    expect(await seatsOf(await open())).toEqual({ tier: "high", seats: ALL });
  });

  it("whose tier is lowered while a release is open keeps its council, draft or edited", async () => {
    const { here, people } = world;
    const release = await open();
    const asked = { model, version: 1, pointer: "production", case: testCase, plan: testPlan };
    const { number: draft } = await here.make(openRelease, asked, people.jonas);
    await confirm("low");
    expect((await seatsOf(release)).seats).toEqual(ALL);
    await here.make(submitRelease, { release: draft }, people.jonas);
    expect(await seatsOf(draft)).toEqual({ tier: "high", seats: ALL });
    const edit = { release, round: 1, case: { ...testCase, why: "Because." } };
    await here.make(editRelease, edit, people.jonas);
    expect(await seatsOf(release)).toEqual({ tier: "high", seats: ALL });
    expect(await seatsOf(await open())).toEqual({ tier: "low", seats: ["engineering"] });
  });

  it("whose tier is raised meanwhile starts nothing that was routed before", async () => {
    const { here, people } = world;
    await confirm("low");
    const release = await open();
    await sign(here, people.erik, { release, seat: "engineering" });
    await assess(here, people.jonas, { model, tier: "critical" });
    const start = () => here.attempt(startRollout, { release, reason: "Agreed." }, people.rhea);
    expect(await start()).toMatchObject({ error: { code: "tier-raised" } });
    await here.make(editRelease, { release, round: 1 }, people.jonas);
    expect(await seatsOf(release)).toEqual({ tier: "critical", seats: ALL });
    expect(await start()).toMatchObject({ error: { code: "release-is-in-review" } });
  });
});

describe("an assessment is confirmed by nobody who gains by it:", () => {
  const attempt = async (by: Person) => {
    const proposed = await assess(world.here, world.people.jonas, { model, tier: "low" });
    const input = await signingAssessment(world.here, by, { model, ...proposed });
    return world.here.attempt(signAssessment, input, by);
  };

  it("not by the owner, who wears the hat of compliance as well", async () => {
    const { here, people } = world;
    await holdOnly(here, people.jonas, ["compliance"]);
    const hat: Person = { ...people.jonas, functions: ["compliance"] };
    expect(await attempt(hat)).toMatchObject({ error: { code: "contributor-cannot-sign" } });
    await holdOnly(here, people.jonas, ["data-science"]);
  });

  it("not by an account that the owner made", async () => {
    const { here } = world;
    const owner = await here.person(`Olga ${made}`, ["admin", "data-scientist"]);
    model = `gate-cost-${++made}`;
    await addModel(here, owner, model);
    const email = "puppet@elsewhere.example";
    const { stepUpId } = await provenFor(here, owner, "invite-person", email);
    const issued = await here.make(
      invitePerson,
      { email, name: "Pup", roles: ["reviewer"], stepUpId },
      owner,
    );
    await redeem(here, issued, PASSWORD);
    await here.make(assignPerson, { personId: issued.personId, roles: ["reviewer"] }, here.system);
    await holdOnly(here, { id: issued.personId }, ["compliance"]);
    const puppet: Person = { ...world.people.carla, id: issued.personId, name: "Pup" };
    const proposed = await assess(here, owner, { model, tier: "low" });
    const input = await signingAssessment(here, puppet, { model, ...proposed });
    expect(await here.attempt(signAssessment, input, puppet)).toMatchObject({
      error: {
        code: "not-independent",
        message: expect.stringContaining(`${owner.name}, who proposed it`),
      },
    });
  });

  it("and a token proposes none, whatever its scopes", async () => {
    const { here, people } = world;
    const scopes = [...TOKEN_SCOPES];
    const token: Caller = {
      kind: "token",
      id: people.jonas.id,
      name: "CI",
      workspaceId: here.workspaceId,
      scopes,
    };
    expect(await here.attempt(proposeAssessment, assessing(model, "low"), token)).toMatchObject({
      error: { code: "scope-missing" },
    });
  });
});

it("a tier that was set, or an assessment that was confirmed in the tables alone, differs from the log", async () => {
  const { here, people } = world;
  const differences = async () => (await here.see(replay, {}, here.system)).differences.join("\n");
  await assess(here, people.jonas, { model, tier: "low" });
  expect(await differences()).toBe("");
  await withClient(here.database.ownerUrl, async (client) => {
    await client.query(`UPDATE model SET risk_tier = 'low' WHERE name = '${model}'`);
    await client.query(
      "UPDATE tier_assessment SET state = 'confirmed', ended_at = now() WHERE state = 'open'",
    );
  });
  const said = await differences();
  expect(said).toContain('riskTier is "low" in the tables, "high" in the log');
  expect(said).toContain('state is "confirmed" in the tables, "open" in the log');
});
