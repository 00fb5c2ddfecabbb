import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { closeIncident } from "#lib/incidents/commands/close-incident.ts";
import { explainIncident } from "#lib/incidents/commands/explain-incident.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { authoriseEmergency } from "#lib/releases/commands/authorise-emergency.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { withdrawRelease } from "#lib/releases/commands/withdraw-release.ts";
import { haltRollout } from "#lib/rollouts/commands/halt-rollout.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { dueWork } from "#lib/rollouts/queries/due-work.ts";
import { fileIn } from "#lib/testing/worlds/conditions.ts";
import { rushing } from "#lib/testing/worlds/emergencies.ts";
import { freezing } from "#lib/testing/worlds/freezes.ts";
import { sign, signing, testCase } from "#lib/testing/worlds/releases.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";

let world: World;
let rush: ReturnType<typeof rushing>;
let incident: number;
beforeAll(async () => {
  world = await testWorld();
  rush = rushing(world);
  const { rollout } = await world.underWay(3);
  const { here } = world;
  await here.make(haltRollout, { rollout, reason: "Flights at night are late." }, world.people.rhea);
  incident = await rush.incident((await rolloutRow(rollout)).id);
  await world.takeBack(rollout);
});
afterAll(() => world?.here.close());

const rolloutRow = (number: number) =>
  inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
    tx.rollout.findFirstOrThrow({ where: { number } }),
  );
const starting = (release: number) =>
  world.here.attempt(startRollout, { release, reason: "It burns." }, world.people.rhea);
const pass = async (rollout: number) => {
  await world.observe(rollout);
  return world.judge(rollout);
};
const hoursLater = (hours: number) => {
  const { clock } = world.here;
  clock.now = new Date(clock.now.getTime() + hours * HOUR_MS);
};
const code = (of: string) => ({ error: { code: of } });
/** Ends a release so that the next can begin: rolled back and reviewed. */
async function close(release: number, rollout?: number) {
  if (rollout) await world.takeBack(rollout);
  const file = await fileIn(world.here, release);
  if (file.release.approvedAt === null && file.open.ok) await world.approve(release).catch(() => null);
}
/** One that is declared. */
async function declared(more: object = {}, version = 2) {
  const release = await rush.open(version);
  expect(await rush.declaring(release, incident, more)).toMatchObject({ ok: true });
  return release;
}

describe("nobody alone", () => {
  it("lets an emergency out: not its author, a contributor, an admin, a manager, the system or a token", async () => {
    const { here, people } = world;
    const release = await declared();
    expect(await starting(release)).toMatchObject(code("release-is-in-review"));
    expect(await rush.authorising(release, people.jonas, "data-science")).toMatchObject(
      code("contributor-cannot-sign"),
    );
    expect(await rush.authorising(release, people.priya, "engineering")).toMatchObject(
      code("contributor-cannot-sign"),
    );
    for (const by of [people.ada, people.rhea])
      expect(await rush.authorising(release, by)).toMatchObject(code("role-missing"));
    expect(await rush.authorising(release, people.dara, "compliance")).toMatchObject(
      code("not-of-this-function"),
    );
    const input = await rush.authorisation(release, people.carla, "compliance");
    expect(await here.attempt(authoriseEmergency, input, here.system)).toMatchObject({ ok: false });
    const token = { kind: "token", id: "t", name: "CI", workspaceId: here.workspaceId, scopes: [] } as never;
    expect(await here.attempt(authoriseEmergency, input, token)).toMatchObject(code("scope-missing"));
    // Another's proof, and none.
    expect(await here.attempt(authoriseEmergency, input, people.erik)).toMatchObject(code("sign-in-again"));
    await here.make(withdrawRelease, { release, reason: "Enough." }, people.jonas);
  });

  it("declares one for a closed incident, another model's, none, a normal release, or for ever", async () => {
    const { here, people } = world;
    const release = await rush.open(2);
    expect(await rush.declaring(release, 999)).toMatchObject(code("no-open-incident"));
    expect(await rush.declaring(release, incident, { maxPercent: 100 })).toMatchObject({
      error: { kind: "invalid" },
    });
    const endsAt = new Date(here.clock.now.getTime() + 73 * HOUR_MS).toISOString();
    expect(await rush.declaring(release, incident, { endsAt })).toMatchObject(code("emergency-end"));
    expect(await rush.declaring(release, incident, {}, people.dara)).toMatchObject(code("role-missing"));
    expect(await rush.authorising(release)).toMatchObject(code("emergency-not-declared"));
    const normal = await world.submit(2);
    expect(await rush.declaring(normal, incident)).toMatchObject(code("not-an-emergency"));
    for (const number of [release, normal])
      await here.make(withdrawRelease, { release: number, reason: "Enough." }, people.jonas);
  });
});

describe("an emergency that was authorised", () => {
  it("goes out within its share, is reviewed afterwards, and goes on once it is approved", async () => {
    const { here, people } = world;
    const release = await declared();
    expect(await rush.declaring(release, incident, { maxPercent: 90 })).toMatchObject(
      code("emergency-declared"),
    );
    await freezing(here, people.rhea, 12);
    expect(await rush.authorising(release)).toMatchObject({ ok: true });
    expect(await rush.authorising(release, people.erik, "engineering")).toMatchObject(
      code("emergency-authorised"),
    );
    const { id } = await fileIn(here, release);
    const authorised = (await here.eventsOf(`release/${id}`)).at(-1);
    expect(authorised).toMatchObject({
      action: "emergency.authorised",
      data: {
        bypassed: { seats: ["data-science", "engineering", "compliance"], gates: [] },
        signer: people.carla.id,
      },
    });
    const started = await starting(release);
    expect(started).toMatchObject({ value: { state: "running" } });
    const rollout = started.ok ? started.value.number : 0;
    expect(await pass(rollout)).toMatchObject({ value: { state: "canary" } });
    expect(await pass(rollout)).toMatchObject(code("emergency-cap"));
    expect((await here.see(dueWork, {}, here.system)).judge).not.toContain(rollout);
    const next = await world.submit(3);
    await world.approve(next);
    expect(await starting(next)).toMatchObject(code("retrospective-missing"));
    const second = await declared({}, 3);
    expect(await rush.authorising(second)).toMatchObject(code("retrospective-missing"));
    await here.make(withdrawRelease, { release: second, reason: "Enough." }, people.jonas);
    await world.approve(release);
    expect((await fileIn(here, release)).release).toMatchObject({
      state: "releasing",
      approvedAt: expect.any(Date),
    });
    expect(await pass(rollout)).toMatchObject({ value: { state: "full" } });
    await world.takeBack(rollout);
    hoursLater(13);
    expect(await starting(next)).toMatchObject({ ok: true });
    await world.takeBack((await rolloutOf(next)).number);
  });

  it("is voided by an edit: neither a new plan nor a new share goes out by it", async () => {
    const { here, people } = world;
    const release = await declared();
    await rush.authorising(release);
    const plan = { ...worldPlan, plannedSamples: worldPlan.plannedSamples + 1 };
    await here.make(editRelease, { release, round: 1, case: testCase, plan }, people.jonas);
    expect(await starting(release)).toMatchObject(code("release-is-in-review"));
    expect(await rush.declaring(release, incident, { maxPercent: 50 })).toMatchObject({ ok: true });
    expect(await starting(release)).toMatchObject(code("release-is-in-review"));
    await here.make(withdrawRelease, { release, reason: "Enough." }, people.jonas);
  });

  it("ends: it starts and goes further up to its last moment alone, and still rolls back", async () => {
    const { here } = world;
    const endsAt = new Date(here.clock.now.getTime() + 2 * HOUR_MS);
    const release = await declared({ endsAt: endsAt.toISOString() });
    await rush.authorising(release);
    const started = await starting(release);
    const rollout = started.ok ? started.value.number : 0;
    here.clock.now = new Date(endsAt.getTime() - 60_000);
    expect(await pass(rollout)).toMatchObject({ error: { code: "emergency-over" } });
    await close(release, rollout);
  });

  it("goes no further while a reviewer objects, and stays where it is when it is rejected", async () => {
    const { here, people } = world;
    const release = await declared();
    await rush.authorising(release);
    const started = await starting(release);
    const rollout = started.ok ? started.value.number : 0;
    await sign(here, people.dara, { release, seat: "data-science", decision: "request-changes" });
    expect(await pass(rollout)).toMatchObject(code("emergency-objected"));
    await sign(here, people.dara, { release, seat: "data-science", decision: "reject" });
    expect((await fileIn(here, release)).release.state).toBe("releasing");
    await world.takeBack(rollout);
    // Its review is no longer missing: it said no. The same version does not come back as an emergency.
    const again = await rush.open(2);
    await rush.declaring(again, incident);
    expect(await rush.authorising(again)).toMatchObject({ ok: false });
    await here.make(withdrawRelease, { release: again, reason: "Enough." }, people.jonas);
  });

  it("never goes over a review that said no, here or before", async () => {
    const { here, people } = world;
    const release = await declared({}, 3);
    await sign(here, people.dara, { release, seat: "data-science", decision: "request-changes" });
    expect(await rush.authorising(release)).toMatchObject({ ok: false });
    const again = await rush.open(3);
    await rush.declaring(again, incident);
    expect(await rush.authorising(again)).toMatchObject(code("refused-before"));
    for (const number of [release, again])
      await here.make(withdrawRelease, { release: number, reason: "Enough." }, people.jonas);
    const third = await rush.open(3);
    await rush.declaring(third, incident);
    expect(await rush.authorising(third)).toMatchObject(code("refused-before"));
    await here.make(withdrawRelease, { release: third, reason: "Enough." }, people.jonas);
  });
});

it("a release that is no emergency takes no signature after it went out", async () => {
  const { here, people } = world;
  const { release, rollout } = await world.underWay(2).catch(() => ({ release: world.first, rollout: 0 }));
  const input = await signing(here, people.dara, { release, seat: "data-science", decision: "reject" });
  expect(await here.attempt(castVerdict, input, people.dara)).toMatchObject({ error: { kind: "illegal" } });
  if (rollout) await world.takeBack(rollout);
});

it("no emergency goes out for an incident that was closed since", async () => {
  const { here, people } = world;
  await here.make(explainIncident, { incident, cause: "A threshold." }, people.rhea);
  const of = await fileIn(here, world.first);
  expect(of.owed).toBeNull();
  await here.attempt(closeIncident, { incident, cause: 1, conclusion: "Mended." }, people.rhea);
  const release = await rush.open(2);
  expect(await rush.declaring(release, incident)).toMatchObject(code("no-open-incident"));
  hoursLater(1);
});

const rolloutOf = async (release: number) => {
  const { id: releaseId } = await fileIn(world.here, release);
  return inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
    tx.rollout.findFirstOrThrow({ where: { releaseId } }),
  );
};
