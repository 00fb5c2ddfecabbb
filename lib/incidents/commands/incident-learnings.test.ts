import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "#lib/command/run.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { haltRollout } from "#lib/rollouts/commands/halt-rollout.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { mayLearn } from "../incident.ts";
import { LEARNINGS_MAX } from "../learning.ts";
import { incidentPage } from "../queries/incident-page.ts";
import { addLearning } from "./add-learning.ts";
import { assessIncident } from "./assess-incident.ts";
import { closeIncident } from "./close-incident.ts";
import { explainIncident } from "./explain-incident.ts";
import { openIncident } from "./open-incident.ts";
import { settleLearning } from "./settle-learning.ts";
import { tickStep } from "./tick-step.ts";

let world: World;
let incident: number;
let stream: string;
beforeAll(async () => {
  world = await testWorld();
  const { here, people } = world;
  const { rollout } = await world.underWay();
  await here.make(haltRollout, { rollout, reason: "It looks odd." }, people.erik);
  const { id: rolloutId } = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.rollout.findFirstOrThrow({ where: { number: rollout } }),
  );
  incident = (await here.make(openIncident, { rolloutId }, here.system)).number;
  await world.takeBack(rollout);
  const { id } = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.incident.findFirstOrThrow({ where: { number: incident } }),
  );
  stream = `incident/${id}`;
});
afterAll(() => world?.here.close());

const page = (person: Person = world.people.vic) => world.here.see(incidentPage, { incident }, person);
const lastEvent = async () => (await world.here.eventsOf(stream)).at(-1);
const forbidden = { error: { kind: "forbidden" } };

describe("how grave it is and who leads it", () => {
  const assess = (person: Person, asked = {}) => {
    const said = { incident, severity: 2, lead: world.people.rhea.id, reason: "Late flights were missed." };
    return world.here.attempt(assessIncident, { ...said, ...asked }, person);
  };

  it("is said with a reason, its words only beside the log, and again by a later assessment", async () => {
    const { people } = world;
    expect(await assess(people.erik)).toMatchObject({ value: { number: incident, severity: 2 } });
    const said = await lastEvent();
    expect(said).toMatchObject({
      action: "incident.assessed",
      actor: { id: people.erik.id },
      data: { number: incident, severity: 2, lead: people.rhea.id },
    });
    expect(JSON.stringify(said)).not.toMatch(/flights|Rhea/);
    expect(await assess(people.rhea, { severity: 1, lead: people.erik.id })).toMatchObject({ ok: true });
    expect(await page()).toMatchObject({ severity: 1, lead: { name: "Erik Holm" } });
  });

  it("is said by reviewers and release managers alone, of an active person, on the scale", async () => {
    const { people } = world;
    for (const person of [people.vic, people.ada]) expect(await assess(person)).toMatchObject(forbidden);
    const stranger = { lead: "0197a1c0-0000-7000-8000-000000000099" };
    expect(await assess(people.erik, stranger)).toMatchObject({
      error: { code: "person-not-active", field: "lead" },
    });
    for (const severity of [0, 5, 1.5])
      expect(await assess(people.erik, { severity })).toMatchObject({ error: { kind: "invalid" } });
  });
});

describe("the playbook", () => {
  const tick = (step: number, done: boolean, person = world.people.erik) =>
    world.here.attempt(tickStep, { incident, step, done }, person);

  it("is ticked off step by step, and a tick is taken back by another event", async () => {
    const { people } = world;
    expect(await tick(2, true)).toMatchObject({ value: { step: 2, done: true } });
    expect(await lastEvent()).toMatchObject({
      action: "step.ticked",
      actor: { id: people.erik.id },
      data: { number: incident, step: 2 },
    });
    const [first, second] = (await page()).steps;
    expect([first?.done, second?.done]).toMatchObject([null, { by: "Erik Holm" }]);
    expect(await tick(2, true)).toMatchObject({ error: { kind: "conflict", code: "step-is-so" } });
    expect(await tick(2, false, people.jonas)).toMatchObject({ ok: true });
    expect((await page()).steps[1]?.done).toBeNull();
    const [undone, ticked] = (await page()).events;
    expect(undone).toMatchObject({ action: "step.unticked", actor: "Jonas Lindqvist" });
    expect(ticked).toMatchObject({ action: "step.ticked", because: expect.stringMatching(/verdict/) });
    expect(await tick(2, false)).toMatchObject({ error: { code: "step-is-so" } });
  });

  it("has no other steps, and is not for who only reads", async () => {
    expect(await tick(99, true)).toMatchObject({ error: { code: "step-not-found" } });
    expect(await tick(1, true, world.people.vic)).toMatchObject(forbidden);
  });

  it("two people tick at once: one does", async () => {
    const { here, people } = world;
    const context = { caller: people.erik, now: here.clock.now };
    const ticked = { incident, step: 1, done: true };
    const answers = await Promise.all([1, 2, 3].map(() => run(here.db, tickStep, ticked, context)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("what it taught", () => {
  const learn = (person: Person, asked = {}) => {
    const said = { incident, text: "Compare live inputs.", changes: "policy", owner: world.people.priya.id };
    return world.here.attempt(addLearning, { ...said, ...asked }, person);
  };
  const settle = (learning: number, person: Person, outcome = "in-force") =>
    world.here.attempt(settleLearning, { incident, learning, outcome, reason: "Policy 15." }, person);
  const waitsFor = async (person: Person) =>
    (await world.here.see(homePage, {}, person)).waiting.filter(({ kind }) => kind === "settle-learning");

  it("has what changes and an owner, whom it waits for", async () => {
    const { people } = world;
    expect(await learn(people.jonas)).toMatchObject({ value: { number: incident, learning: 1 } });
    const said = await lastEvent();
    expect(said).toMatchObject({
      action: "learning.added",
      actor: { id: people.jonas.id },
      data: { number: incident, learning: 1, owner: people.priya.id, changes: "policy" },
    });
    expect(JSON.stringify(said)).not.toMatch(/live inputs|Priya/);
    expect(await waitsFor(people.priya)).toEqual([
      { kind: "settle-learning", incident, learning: 1, text: "Compare live inputs." },
    ]);
    expect(await waitsFor(people.jonas)).toEqual([]);
    expect(await learn(people.vic)).toMatchObject(forbidden);
    const stranger = { owner: "0197a1c0-0000-7000-8000-000000000099" };
    expect(await learn(people.jonas, stranger)).toMatchObject({
      error: { code: "person-not-active", field: "owner" },
    });
  });

  it("is settled by its owner or a release manager, not by who added it, and once", async () => {
    const { here, people } = world;
    await learn(people.jonas, { text: "Look longer.", changes: "plan" });
    expect(await settle(1, people.jonas)).toMatchObject({ error: { code: "learning-of-another" } });
    const [seen] = (await page(people.jonas)).learnings;
    expect(seen?.whyNotSettle).toBe("Only its owner or a release manager settles a learning.");
    expect(await settle(1, people.priya)).toMatchObject({ ok: true });
    const said = await lastEvent();
    expect(said).toMatchObject({
      action: "learning.settled",
      actor: { id: people.priya.id },
      data: { number: incident, learning: 1, outcome: "in-force" },
    });
    expect(JSON.stringify(said)).not.toContain("Policy 15");
    expect((await page()).learnings[0]).toMatchObject({
      settled: { outcome: "in-force", reason: "Policy 15.", by: "Priya Nair" },
    });
    expect(await settle(1, people.rhea)).toMatchObject({ error: { code: "learning-settled" } });
    expect(await settle(9, people.rhea)).toMatchObject({ error: { code: "learning-not-found" } });
    expect((await waitsFor(people.priya)).map((item) => "learning" in item && item.learning)).toEqual([2]);
    await expect(
      withClient(here.database.ownerUrl, (client) =>
        client.query("UPDATE incident_learning SET outcome = 'dropped' WHERE number = 1"),
      ),
    ).rejects.toThrow("is settled");
  });

  it("outlives its incident: a closed one takes no more, and what it taught still waits for its owner", async () => {
    const { here, people } = world;
    await here.make(explainIncident, { incident, cause: "A 12-hour clock." }, people.jonas);
    await here.make(closeIncident, { incident, cause: 1, conclusion: "Fixed." }, people.rhea);
    const closed = { error: { code: "incident-closed" } };
    expect(await learn(people.jonas)).toMatchObject(closed);
    const ticked = { incident, step: 3, done: true };
    expect(await here.attempt(tickStep, ticked, people.erik)).toMatchObject(closed);
    const assessed = { incident, severity: 4, lead: people.rhea.id, reason: "It was nothing." };
    expect(await here.attempt(assessIncident, assessed, people.rhea)).toMatchObject(closed);
    expect(await waitsFor(people.priya)).toHaveLength(1);
    expect(await settle(2, people.rhea, "dropped")).toMatchObject({ ok: true });
    expect(await waitsFor(people.priya)).toEqual([]);
    expect((await page()).people).toEqual([]);
  });

  it("is at most so many, or somebody writes a report", () => {
    const standing = {
      number: 1,
      state: "open",
      explained: false,
      rollout: { number: 1, state: "halted" },
    } as const;
    expect(mayLearn(standing, LEARNINGS_MAX - 1).ok).toBe(true);
    expect(mayLearn(standing, LEARNINGS_MAX)).toMatchObject({ error: { code: "learnings-full" } });
  });
});

it("agrees with the log, and a change past the commands is found", async () => {
  const { here, people } = world;
  expect(await here.see(replay, {}, people.vic)).toMatchObject({ differing: 0 });
  await withClient(here.database.ownerUrl, (client) =>
    client.query(`SET session_replication_role = replica; UPDATE incident SET severity = 4;
                  UPDATE incident_learning SET owner_id = added_by_id::uuid WHERE number = 1;
                  UPDATE incident_tick SET done = NOT done WHERE sequence = 3`),
  );
  const { differences } = await here.see(replay, {}, people.vic);
  expect(differences).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^incident \d+: severity is 4 in the tables/),
      expect.stringMatching(/^learning 1 of incident \d+: owner/),
      expect.stringMatching(/^step \d of incident \d+: done/),
    ]),
  );
});
