import { afterAll, beforeAll, expect, it } from "vitest";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { dueReleases } from "#lib/releases/queries/due-releases.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { fileIn } from "#lib/testing/worlds/conditions.ts";
import { councilBoard } from "#lib/testing/worlds/councils.ts";
import { sign, signing } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { castVerdict } from "./cast-verdict.ts";
import { editRelease } from "./edit-release.ts";
import { remindRelease } from "./remind-release.ts";

let world: World;
/** An alternate for compliance, and who is told last. */
let alma: Person;
let release: number;
beforeAll(async () => {
  world = await testWorld();
  const { here, people } = world;
  const board = await councilBoard(world);
  alma = await here.person("Alma Ober", ["reviewer"], ["compliance"]);
  const seats = [...board.seats.slice(0, 2), board.seatOf("compliance", [people.carla], [alma])];
  const calendar = {
    ...board.contentOf().calendar,
    zone: "UTC",
    from: "00:00",
    to: "23:59",
    days: [1, 2, 3, 4, 5, 6, 7],
  };
  const content = board.contentOf({ seats, calendar, chair: people.rhea.id, escalation: [people.vic.id] });
  const { council } = await board.compose(content);
  await board.route(council, 1, { deadlines: { remind: 8, alternates: 16, escalate: 24 }, reviewDays: 30 });
  release = await world.submit(2);
});
afterAll(() => world?.here.close());

const later = (hours: number): void => {
  world.here.clock.now = new Date(world.here.clock.now.getTime() + hours * 3_600_000);
};
const due = async () => (await world.here.see(dueReleases, {}, world.here.system)).remind;
const remind = () => world.here.attempt(remindRelease, { release }, world.here.system);
const eventsOf = async (count: number) =>
  (await world.here.eventsOf(`release/${(await fileIn(world.here, release)).id}`)).slice(-count);

it("is done by nobody before the council has worked so long, and by no person", async () => {
  const { here, people } = world;
  later(7);
  expect(await due()).toEqual([]);
  expect(await remind()).toMatchObject({ error: { code: "nothing-late" } });
  expect(await here.attempt(remindRelease, { release }, people.ada)).toMatchObject({
    error: { code: "role-missing" },
  });
});

it("reminds who sits once, also where two workers find it due", async () => {
  const { here, people } = world;
  await sign(here, people.dara, { release, seat: "data-science" });
  later(2);
  expect(await due()).toEqual([release]);
  const both = await Promise.all([remind(), remind()]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await eventsOf(2)).toMatchObject([
    { action: "release.seat-reminded", data: { seat: "engineering", step: "reminded" } },
    { action: "release.seat-reminded", data: { seat: "compliance", to: [people.carla.id] } },
  ]);
  expect(await due()).toEqual([]);
  const { waiting } = await here.see(homePage, {}, people.carla);
  expect(waiting).toMatchObject([{ kind: "sign", seat: "compliance", late: "reminded" }]);
  expect((await here.see(homePage, {}, people.rhea)).waiting).toEqual([]);
});

it("tells the alternates and the chair, after which an alternate signs, then the escalation group", async () => {
  const { here, people } = world;
  const early = await signing(here, alma, { release, seat: "compliance" });
  expect(await here.attempt(castVerdict, early, alma)).toMatchObject({ error: { code: "alternate-waits" } });
  later(8);
  expect((await remind()).ok).toBe(true);
  expect((await here.see(homePage, {}, people.rhea)).waiting).toMatchObject([
    { kind: "late-seat", seat: "engineering", step: "alternates-told" },
    { kind: "late-seat", seat: "compliance" },
  ]);
  expect((await here.see(homePage, {}, alma)).waiting).toMatchObject([
    { kind: "sign", seat: "compliance", late: "alternates-told" },
  ]);
  later(8);
  expect((await remind()).ok).toBe(true);
  expect(await eventsOf(1)).toMatchObject([
    { action: "release.seat-escalated", data: { step: "escalated", to: [people.vic.id] } },
  ]);
  await sign(here, alma, { release, seat: "compliance" });
  const { council, state, councilId } = await here.see(releasePage, { release }, people.vic);
  expect([state, councilId !== null]).toEqual(["in-review", true]);
  const seat = council.seats.find((one) => one.function === "engineering")!;
  expect(seat.steps.map(({ step, takenAt }) => [step, takenAt !== null])).toEqual([
    ["reminded", true],
    ["alternates-told", true],
    ["escalated", true],
  ]);
  expect((await here.see(homePage, {}, people.vic)).waiting).toMatchObject([
    { kind: "late-seat", seat: "engineering", step: "escalated" },
  ]);
  expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
});

it("stands while changes are requested, starts anew with the next round, and never approves", async () => {
  const { here, people } = world;
  await sign(here, people.erik, { release, seat: "engineering", decision: "request-changes" });
  later(100);
  expect(await due()).toEqual([]);
  expect(await remind()).toMatchObject({ ok: false });
  await here.make(
    editRelease,
    { release, round: 1, case: { ...(await fileIn(here, release)).sections.case, why: "Said." } },
    people.jonas,
  );
  expect(await due()).toEqual([]);
  const again = await signing(here, alma, { release, seat: "compliance" });
  expect(await here.attempt(castVerdict, again, alma)).toMatchObject({ error: { code: "alternate-waits" } });
  later(100);
  expect(await due()).toEqual([release]);
  expect(await remind()).toMatchObject({ ok: true, value: { steps: 9 } });
  expect((await fileIn(here, release)).release.state).toBe("in-review");
});
