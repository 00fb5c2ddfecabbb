import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FindingAsked } from "#lib/councils/finding.ts";
import { findingList } from "#lib/councils/queries/finding-list.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { gate, gated } from "#lib/testing/worlds/gated.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { MODEL, testWorld, type World } from "#lib/testing/worlds/world.ts";
import { acceptFinding } from "./accept-finding.ts";
import { openFinding } from "./open-finding.ts";
import { resolveFinding } from "./resolve-finding.ts";

const IN_HAND = gate("in-hand", 'findings.all(f, f.severity != "high" && !f.overdue)');

let world: World;
beforeAll(async () => {
  world = await testWorld(gated(IN_HAND));
});
afterAll(() => world?.here.close());

const open = (more: Partial<FindingAsked> = {}, by: Person = world.people.vic) =>
  world.here.attempt(
    openFinding,
    {
      model: MODEL,
      title: "Late nights",
      hypothesis: "Too few of them were in the training data.",
      severity: "medium",
      owner: world.people.jonas.id,
      dueAt: daysLater(world.here.clock.now, 5).toISOString(),
      metric: "accuracy",
      ...more,
    },
    by,
  );
const opened = async (more: Partial<FindingAsked> = {}) => {
  const answer = await open(more);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.number;
};
const resolve = (number: number, by: Person) =>
  world.here.attempt(resolveFinding, { model: MODEL, number, reason: "More of them were added." }, by);
const accept = (number: number, by: Person) =>
  world.here.attempt(acceptFinding, { model: MODEL, number, reason: "It is small." }, by);
const listed = (by = world.people.vic) => world.here.see(findingList, { model: MODEL }, by);
const lastEvent = async () => (await world.here.eventsOf(`model/${world.modelId}`)).at(-1);

describe("a finding", () => {
  it("is opened with an owner, a due date and where it shows", async () => {
    const number = await opened();
    expect(await lastEvent()).toMatchObject({
      action: "finding.opened",
      data: { number, severity: "medium", owner: world.people.jonas.id, version: null, metric: "accuracy" },
    });
    expect(JSON.stringify((await lastEvent())!.data)).not.toContain("Late nights");
    await resolve(number, world.people.vic);
    expect(await lastEvent()).toMatchObject({ action: "finding.resolved", data: { number } });
  });

  it.each([
    ["nobody’s", { owner: "0198c0de-0000-7000-8000-000000000009" }, "owner-not-active"],
    ["due in the past", { dueAt: "2020-01-01T00:00:00.000Z" }, "finding-due"],
    ["due in years", { dueAt: "2099-01-01T00:00:00.000Z" }, "finding-due"],
    ["of a version that there is not", { version: 99 }, "version-unknown"],
  ])("is not %s", async (_, more, code) => {
    expect(await open(more)).toMatchObject({ error: { code } });
  });

  it("is resolved by somebody else than its owner, and accepted by compliance alone", async () => {
    const { people } = world;
    const number = await opened();
    expect(await resolve(number, people.jonas)).toMatchObject({ error: { code: "own-finding" } });
    expect(await accept(number, people.dara)).toMatchObject({ error: { code: "not-of-this-function" } });
    expect(await accept(number, people.vic)).toMatchObject({ error: { kind: "forbidden" } });
    expect(await accept(number, people.carla)).toMatchObject({ ok: true });
    expect(await lastEvent()).toMatchObject({ action: "finding.accepted", data: { number } });
    expect(await resolve(number, people.vic)).toMatchObject({ error: { code: "finding-closed" } });
    const own = await open({}, people.carla);
    expect(await accept(own.ok ? own.value.number : 0, people.carla)).toMatchObject({
      error: { code: "own-finding" },
    });
    await resolve(own.ok ? own.value.number : 0, people.vic);
  });

  it("is listed by severity, then age", async () => {
    const numbers = [await opened({ severity: "low" }), await opened(), await opened({ severity: "high" })];
    const { open: found, closed } = await listed();
    expect(found.map(({ severity }) => severity)).toEqual(["high", "medium", "low"]);
    expect(closed.length).toBeGreaterThan(0);
    for (const number of numbers) await resolve(number, world.people.vic);
  });
});

describe("a gate over findings", () => {
  const states = async (release: number) =>
    (await world.here.see(releasePage, { release }, world.people.vic)).checks.find(
      ({ id }) => id === "gate-in-hand",
    )?.status;

  it("passes with none, fails over a high one or an overdue one, of the model or of the version alone", async () => {
    const { here } = world;
    const release = await world.submit(2);
    expect(await states(release)).toBe("pass");
    const other = await opened({ severity: "high", version: 3 });
    expect(await states(release)).toBe("pass");
    const own = await opened({ severity: "high", version: 2 });
    expect(await states(release)).toBe("fail");
    await resolve(own, world.people.vic);
    const mild = await opened({ severity: "low" });
    expect(await states(release)).toBe("pass");
    here.clock.now = daysLater(here.clock.now, 6);
    expect(await states(release)).toBe("fail");
    for (const number of [other, mild]) await accept(number, world.people.carla);
    expect(await states(release)).toBe("pass");
  });
});

it("the log replays to the tables", async () => {
  expect(await world.here.see(replay, {}, world.people.vic)).toMatchObject({ differences: [] });
});
