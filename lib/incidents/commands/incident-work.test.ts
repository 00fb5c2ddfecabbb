import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "#lib/command/run.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { haltRollout } from "#lib/rollouts/commands/halt-rollout.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { incidentList } from "../queries/incident-list.ts";
import { incidentPage } from "../queries/incident-page.ts";
import { closeIncident } from "./close-incident.ts";
import { explainIncident } from "./explain-incident.ts";
import { noteIncident } from "./note-incident.ts";
import { openIncident } from "./open-incident.ts";

let world: World;
let rollout: number;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const read = <T>(work: Parameters<typeof inWorkspace<T>>[2]) =>
  inWorkspace(world.here.db, world.here.workspaceId, work);
const rowOf = (incident: number) =>
  read((tx) => tx.incident.findFirstOrThrow({ where: { number: incident } }));
const eventsOf = async (incident: number) => world.here.eventsOf(`incident/${(await rowOf(incident)).id}`);
const close = (incident: number, cause = 1, caller = world.people.rhea) =>
  world.here.attempt(closeIncident, { incident, cause, conclusion: "Fixed and tested." }, caller);
const explain = (incident: number, caller = world.people.jonas) =>
  world.here.make(explainIncident, { incident, cause: "Serving sent a 12-hour clock." }, caller);

/** A halted rollout with its open incident. */
async function halted(): Promise<number> {
  ({ rollout } = await world.underWay());
  await world.here.make(haltRollout, { rollout, reason: "It looks odd." }, world.people.erik);
  return opened();
}
async function opened(): Promise<number> {
  const { id } = await read((tx) => tx.rollout.findFirstOrThrow({ where: { number: rollout } }));
  return (await world.here.make(openIncident, { rolloutId: id }, world.here.system)).number;
}
/** A rolled-back rollout with its open incident. */
async function rolledBack(): Promise<number> {
  const incident = await halted();
  await world.takeBack(rollout);
  return incident;
}

describe("an open incident", () => {
  it("takes notes and causes, each with its event, its text only beside the log", async () => {
    const { here, people } = world;
    const incident = await rolledBack();
    const note = { incident, note: "Planners were called." };
    expect(await here.make(noteIncident, note, people.erik)).toEqual({ number: incident, entry: 1 });
    expect(await explain(incident)).toEqual({ number: incident, entry: 2 });
    const events = await eventsOf(incident);
    const { id, rolloutId } = await rowOf(incident);
    expect(events.slice(1)).toMatchObject([
      {
        action: "incident.noted",
        actor: { id: people.erik.id },
        data: { number: incident, rollout, entry: 1 },
        targets: [{ id }, { id: rolloutId }],
      },
      { action: "incident.explained", actor: { id: people.jonas.id }, data: { entry: 2 } },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/Planners|clock/);
    const page = await here.see(incidentPage, { incident }, people.vic);
    expect(page.entries).toMatchObject([
      { entry: 2, kind: "cause", text: "Serving sent a 12-hour clock.", author: "Jonas Lindqvist" },
      { entry: 1, kind: "note", text: "Planners were called.", author: "Erik Holm" },
    ]);
    expect(page.served).toMatchObject([
      { shadow: true, percent: 0, answers: expect.any(Number), leftAt: expect.any(String) },
    ]);
    const told = page.events.map(({ action, because }) => [action, because]);
    expect(told).toContainEqual(["incident.noted", "Planners were called."]);
    expect(told).toContainEqual(["incident.explained", "Serving sent a 12-hour clock."]);
  });

  it("is closed with the cause that was read, once, and for good", async () => {
    const { here, people } = world;
    const incident = await rolledBack();
    expect(await close(incident)).toMatchObject({ error: { code: "incident-unexplained" } });
    await explain(incident);
    await explain(incident, people.erik);
    expect(await close(incident)).toMatchObject({ error: { kind: "stale", code: "cause-changed" } });
    expect(await close(incident, 2)).toMatchObject({ ok: true });
    const closing = (await eventsOf(incident)).at(-1);
    expect(closing).toMatchObject({
      action: "incident.closed",
      actor: { id: people.rhea.id },
      data: { number: incident, rollout, cause: 2, release: expect.any(Number) },
    });
    expect(JSON.stringify(closing)).not.toContain("tested");
    const page = await here.see(incidentPage, { incident }, people.vic);
    expect(page).toMatchObject({
      incidentState: "closed",
      closedAt: here.clock.now.toISOString(),
      closedBy: "Rhea Cole",
      conclusion: "Fixed and tested.",
    });
    const refused = { error: { kind: "illegal", code: "incident-closed" } };
    expect(await close(incident, 2)).toMatchObject(refused);
    expect(await here.attempt(noteIncident, { incident, note: "Late." }, people.erik)).toMatchObject(refused);
    expect(await here.attempt(explainIncident, { incident, cause: "Late." }, people.erik)).toMatchObject(
      refused,
    );
  });

  it("says what happened: a halt is no rollback", async () => {
    const { title, summary } = await rowOf(await halted());
    expect([title, summary]).toEqual(["flight-delay v2 halted on production", "Halted by hand."]);
    await world.takeBack(rollout);
  });

  it("stays open while its rollout is halted or still rolling back", async () => {
    const incident = await halted();
    await explain(incident);
    expect(await close(incident)).toMatchObject({ error: { code: "rollout-unsettled" } });
    await world.takeBack(rollout);
    expect(await close(incident)).toMatchObject({ ok: true });
  });

  it("is worked on by who may, and closed by release managers alone", async () => {
    const { here, people } = world;
    const incident = await rolledBack();
    const forbidden = { error: { kind: "forbidden" } };
    expect(await here.attempt(noteIncident, { incident, note: "Seen." }, people.vic)).toMatchObject(
      forbidden,
    );
    expect(await here.attempt(explainIncident, { incident, cause: "?" }, people.ada)).toMatchObject(
      forbidden,
    );
    await explain(incident);
    for (const person of [people.ada, people.jonas, people.erik, people.vic])
      expect(await close(incident, 1, person)).toMatchObject(forbidden);
    expect(await close(99)).toMatchObject({ error: { code: "incident-not-found" } });
  });
});

describe("at the same moment", () => {
  it("two people close it: one does", async () => {
    const { here, people } = world;
    const incident = await rolledBack();
    await explain(incident);
    const said = { incident, cause: 1, conclusion: "Fixed." };
    const context = { caller: people.rhea, now: here.clock.now };
    const answers = await Promise.all([1, 2, 3].map(() => run(here.db, closeIncident, said, context)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const actions = (await eventsOf(incident)).map(({ action }) => action);
    expect(actions.filter((action) => action === "incident.closed")).toHaveLength(1);
  });

  it("notes and the end meet: each note is in before the end, or refused", async () => {
    const { here, people } = world;
    const incident = await rolledBack();
    await explain(incident);
    const { now } = here.clock;
    const note = (text: string) =>
      run(here.db, noteIncident, { incident, note: text }, { caller: people.erik, now });
    const [first, second, end, third] = await Promise.all([
      note("one"),
      note("two"),
      run(here.db, closeIncident, { incident, cause: 1, conclusion: "Done." }, { caller: people.rhea, now }),
      note("three"),
    ]);
    expect(end.ok).toBe(true);
    const taken = [first, second, third].filter(({ ok }) => ok).length;
    const actions = (await eventsOf(incident)).map(({ action }) => action);
    expect(actions.filter((action) => action === "incident.noted")).toHaveLength(taken);
    expect(actions.at(-1)).toBe("incident.closed");
  });
});

it("opens again as another incident when the rollout fails again", async () => {
  const incident = await rolledBack();
  await explain(incident);
  await close(incident);
  expect(await opened()).toBe(incident + 1);
});

it("is found by state, model, number and words, a page at a time, without repeats", async () => {
  const { here, people } = world;
  const list = (asked = {}) => here.see(incidentList, asked, people.vic);
  const { items } = await list({ limit: 100 });
  expect(items.map(({ number }) => number)).toEqual(items.map((_, i) => items.length - i));
  const open = await list({ state: "open" });
  expect(new Set(open.items.map(({ state }) => state))).toEqual(new Set(["open"]));
  expect((await list({ state: "closed" })).items.length + open.items.length).toBe(items.length);
  expect((await list({ q: "1" })).items.map(({ number }) => number)).toEqual([1]);
  expect(
    (await list({ q: "tested" })).items.every(({ conclusion }) => conclusion === "Fixed and tested."),
  ).toBe(true);
  expect((await list({ model: "another" })).items).toEqual([]);
  const pages: number[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await list({ limit: 2, cursor });
    pages.push(...page.items.map(({ number }) => number));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(pages).toEqual(items.map(({ number }) => number));
});

describe("the tables", () => {
  const asOwner = (statement: string) =>
    withClient(world.here.database.ownerUrl, (client) => client.query(statement));

  it("agree with the log, and a change past the commands is found", async () => {
    const { here, people } = world;
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differing: 0 });
    await asOwner(
      "SET session_replication_role = replica; UPDATE incident SET closed_by_id = 'x' WHERE number = 2",
    );
    await asOwner(
      "SET session_replication_role = replica; UPDATE incident_entry SET kind = 'note' WHERE kind = 'cause' AND sequence = 2",
    );
    const { differences } = await here.see(replay, {}, people.vic);
    expect(differences).toContainEqual(expect.stringMatching(/^incident 2: closedBy is "x" in the tables/));
    expect(differences).toContainEqual(
      expect.stringMatching(/^entry 2 of incident 1: kind is "note" in the tables/),
    );
  });

  it("neither reopen an incident nor add to a closed one, not even for their owner", async () => {
    await expect(asOwner("UPDATE incident SET closed_at = NULL WHERE number = 2")).rejects.toThrow(
      "is closed",
    );
    await expect(
      asOwner(`INSERT INTO incident_entry SELECT incident_id, incident.workspace_id, 99, kind, text, author_id, author_name, at
               FROM incident_entry JOIN incident ON id = incident_id WHERE number = 2 LIMIT 1`),
    ).rejects.toThrow("is closed");
  });
});
