import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { EXTENSIONS_MAX, WAIVER_DAYS } from "#lib/councils/waiver-rules.ts";
import { daysLater, MINUTE_MS, SECOND_MS } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { deploymentAnswer } from "#lib/releases/queries/deployment-answer.ts";
import { dueReleases } from "#lib/releases/queries/due-releases.ts";
import { releaseGate } from "#lib/releases/queries/release-gate.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { dueWork } from "#lib/rollouts/queries/due-work.ts";
import {
  ALSO,
  type asking,
  extending,
  requested,
  signedWaiver,
  waivableWorld,
  waived,
  waiverIn,
  withdrawing,
} from "#lib/testing/worlds/waivers.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { MODEL, type World } from "#lib/testing/worlds/world.ts";
import { settleRelease } from "./settle-release.ts";

let world: World;
/** Independent of everybody who had a part in the releases. */
let ed: Person;
beforeAll(async () => {
  world = await waivableWorld(ALSO);
  ed = await world.here.person("Ed Ek", ["reviewer"], ["engineering"]);
  later(1);
});
afterAll(() => world?.here.close());

const eventsOf = () => world.here.eventsOf(`model/${world.modelId}`);
const pageOf = (release: number) => world.here.see(releasePage, { release }, world.people.vic);
const start = (release: number) =>
  world.here.attempt(startRollout, { release, reason: "Agreed." }, world.people.rhea);
const settle = (release: number) => world.here.attempt(settleRelease, { release }, world.here.system);
const later = (days: number) => {
  world.here.clock.now = daysLater(world.here.clock.now, days);
};

/** What a test leaves in force would keep the next from asking. */
const open: number[] = [];
afterEach(async () => {
  for (const number of open.splice(0)) await withdrawing(world.here, world.people.jonas, number);
});
const granted = async (more: Parameters<typeof asking>[1] = {}) => {
  const number = await waived(world, more);
  open.push(number);
  return number;
};

describe("a waiver in force", () => {
  it("lets the release be approved and started, with what covered it and until when", async () => {
    const number = await granted({ gate: "bound" });
    const also = await requested(world.here, world.people.jonas, { gate: "compared" });
    open.push(also.number);
    const release = await world.approve(await world.submit(2));
    expect(await pageOf(release)).toMatchObject({ state: "in-review" });
    expect((await world.here.see(dueReleases, {}, world.here.system)).settle).not.toContain(release);
    await signedWaiver(world.here, ed, { waiver: also.number, seat: "engineering" });
    expect((await world.here.see(dueReleases, {}, world.here.system)).settle).toContain(release);
    expect(await settle(release)).toMatchObject({ value: { state: "approved" } });
    const { id, checks } = await pageOf(release);
    const { id: waiver, terms } = await waiverIn(world.here, number);
    const until = terms[0]!.endsAt.toISOString();
    expect((await world.here.eventsOf(`release/${id}`)).at(-1)).toMatchObject({
      action: "release.approved",
      data: {
        gates: { results: [{ id: "bound", status: "waived", waiver, until }, {}, { status: "waived" }] },
      },
    });
    const signedBy = [{ name: "Carla Diaz", function: "compliance" }];
    expect(checks.find((check) => check.id === "gate-bound")).toMatchObject({
      status: "waived",
      waiver: { number, until, signedBy },
    });
    const waived = [
      { gate: "bound", title: "Gate bound", waiver: number, signedBy, until, href: `/waivers/${number}` },
      { gate: "compared", waiver: also.number, signedBy: [{ name: ed.name, function: "engineering" }] },
    ];
    const { vic } = world.people;
    expect(await world.here.see(releaseGate, { release }, vic)).toMatchObject({ open: true, waived });
    const asked = { pointer: `${MODEL}.production`, digest: world.versions[1]!.digest };
    expect(await world.here.see(deploymentAnswer, asked, world.here.system)).toMatchObject({
      decision: "allow",
      waived,
    });
    expect(await start(release)).toMatchObject({ ok: true });
    const { rollout, events } = await pageOf(release);
    const deciding = events.filter((one) => one.waived.length > 0);
    expect(deciding.map(({ action }) => action)).toEqual(["release.started", "release.approved"]);
    for (const one of deciding) expect(one).toMatchObject({ waived });
    await world.takeBack(rollout!.number);
  });
});

describe("the end of a waiver", () => {
  /** An approved release whose gate only a waiver lets pass. */
  const approved = async (more: Parameters<typeof asking>[1] = {}) => {
    const also = await requested(world.here, world.people.jonas, { gate: "compared", days: 29 });
    open.push(also.number);
    await signedWaiver(world.here, ed, { waiver: also.number, seat: "engineering" });
    const number = await granted(more);
    const release = await world.approve(await world.submit(2));
    expect(await pageOf(release)).toMatchObject({ state: "approved" });
    return { release, number };
  };

  it("re-opens the gate by itself, to the second", async () => {
    const { release, number } = await approved({ days: 2 });
    const end = (await waiverIn(world.here, number)).terms[0]!.endsAt;
    // The clock of the tests moves by a minute with each command.
    world.here.clock.now = new Date(end.getTime() - MINUTE_MS);
    expect(await start(release)).toMatchObject({ error: { code: "gate-blocks" } });
    world.here.clock.now = new Date(end.getTime() - MINUTE_MS - SECOND_MS);
    expect(await start(release)).toMatchObject({ ok: true });
    await world.takeBack((await pageOf(release)).rollout!.number);
    later(1);
  });

  it("by hand re-opens it at once", async () => {
    const { release, number } = await approved();
    expect(await withdrawing(world.here, world.people.rhea, number)).toMatchObject({
      error: { code: "waiver-not-yours" },
    });
    expect(await withdrawing(world.here, world.people.erik, number)).toMatchObject({ ok: true });
    expect((await eventsOf()).at(-1)).toMatchObject({ action: "waiver.withdrawn" });
    expect(await start(release)).toMatchObject({ error: { code: "gate-blocks" } });
  });

  it("holds a rollout that started over its gate, and never keeps it from rolling back", async () => {
    const { release, number } = await approved({ days: 2 });
    await start(release);
    const rollout = (await pageOf(release)).rollout!.number;
    await world.observe(rollout);
    expect(await world.judge(rollout)).toMatchObject({ value: { state: "canary" } });
    await withdrawing(world.here, world.people.jonas, number);
    await world.observe(rollout);
    expect(await world.judge(rollout)).toMatchObject({ error: { code: "waiver-ended" } });
    expect((await world.here.see(dueWork, {}, world.here.system)).judge).not.toContain(rollout);
    await granted();
    await world.observe(rollout);
    expect(await world.judge(rollout)).toMatchObject({ ok: true });
    await world.takeBack(rollout);
    expect(await pageOf(release)).toMatchObject({ state: "rolled-back" });
  });
});

describe("an extension", () => {
  it("is signed anew, and until then the earlier end counts", async () => {
    const { here, people } = world;
    const number = await granted({ days: 2 });
    expect(await extending(here, people.rhea, number, 5)).toMatchObject({ value: { term: 2 } });
    expect((await eventsOf()).at(-1)).toMatchObject({ action: "waiver.extended", data: { term: 2 } });
    expect(await extending(here, people.rhea, number, 6)).toMatchObject({
      error: { code: "extension-open" },
    });
    later(3);
    expect(await signedWaiver(here, people.carla, { waiver: number })).toMatchObject({
      error: { code: "waiver-not-open" },
    });
    expect(await extending(here, people.rhea, number, 5)).toMatchObject({ error: { code: "waiver-over" } });
  });

  it(`is given ${EXTENSIONS_MAX} times, each no longer than a waiver`, async () => {
    const { here, people } = world;
    const number = await granted({ days: 2 });
    const days = WAIVER_DAYS.high + 3;
    expect(await extending(here, people.jonas, number, days)).toMatchObject({
      error: { code: "extension-too-long" },
    });
    expect(await extending(here, people.jonas, number, 1)).toMatchObject({
      error: { code: "extension-too-long" },
    });
    for (const end of [3, 4]) {
      await extending(here, people.jonas, number, end);
      expect(await signedWaiver(here, people.carla, { waiver: number })).toMatchObject({ ok: true });
    }
    expect(await extending(here, people.jonas, number, 5)).toMatchObject({
      error: { code: "no-extension-left" },
    });
    expect((await waiverIn(here, number)).terms.map(({ state }) => state)).toEqual([
      "granted",
      "granted",
      "granted",
    ]);
  });
});

it("the log replays to the tables", async () => {
  expect(await world.here.see(replay, {}, world.people.vic)).toMatchObject({ differences: [] });
});
