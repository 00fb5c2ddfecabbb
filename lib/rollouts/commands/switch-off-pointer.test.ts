import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { pointerHistories } from "#lib/exposure/rows/pointer-history.ts";
import { HOUR_MS, MINUTE_MS } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { proposeLoosening } from "#lib/releases/commands/propose-loosening.ts";
import { confirming, endByTwo, loosen, loosening, OFF, switchOff } from "#lib/testing/worlds/freezes.ts";
import { racing, waits } from "#lib/testing/worlds/racing.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { judgeRollout } from "./judge-rollout.ts";
import { startRollout } from "./start-rollout.ts";
import { switchOffPointer } from "./switch-off-pointer.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const later = (ms: number) => {
  const { clock } = world.here;
  clock.now = new Date(clock.now.getTime() + ms);
};
afterEach(() => later(24 * HOUR_MS));

const starting = (release: number) =>
  world.here.attempt(startRollout, { release, reason: "Agreed." }, world.people.rhea);
const endedByTwo = (freeze: string) => endByTwo(world, freeze);
const pointer = async () =>
  (
    await inWorkspace(world.here.db, world.here.workspaceId, (tx) => pointerHistories(tx, world.modelId))
  ).find(({ name }) => name === "production")!;

const differences = async () => (await world.here.see(replay, {}, world.people.vic)).differences;

describe("a pointer that is switched off", () => {
  it("is on its base at once, with the rollback and the hold in one transaction, and says so in the log", async () => {
    const { here } = world;
    const { rollout } = await world.underWay(2);
    const switched = await switchOff(world);
    expect(switched).toMatchObject({ ok: true, value: { rolledBack: rollout } });
    const { id, moves, off } = await pointer();
    expect(moves[0]).toMatchObject({ kind: "live", candidate: null, reason: "The pointer was switched off" });
    expect(off).toMatchObject({ by: "Rhea Cole", reason: OFF.reason });
    const freeze = switched.ok ? switched.value.freeze : "";
    const events = await here.eventsOf(`pointer/${id}`);
    expect(events.slice(-2)).toMatchObject([
      { action: "pointer.switched-off", data: { pointer: "production", freeze, rollout } },
      { action: "pointer.moved", data: { candidate: null } },
    ]);
    expect((await here.eventsOf(`freeze/${here.workspaceId}`)).at(-1)).toMatchObject({
      action: "freeze.created",
      data: { freeze, window: { kind: "off", pointer: id }, emergencies: false },
    });
    expect(await switchOff(world)).toMatchObject({ error: { code: "pointer-off-already" } });
    expect(await starting(await world.approve(await world.submit(3)))).toMatchObject({
      error: { code: "pointer-off", place: { href: "/freezes" } },
    });
    expect(await differences()).toEqual([]);
    await endedByTwo(freeze);
    expect((await here.eventsOf(`pointer/${id}`)).at(-1)).toMatchObject({
      action: "pointer.switched-on",
      data: { freeze },
    });
    expect((await pointer()).off).toBeNull();
    expect(await differences()).toEqual([]);
  });

  it("is switched on by nobody alone, and for no single release", async () => {
    const { here, people } = world;
    const switched = await switchOff(world);
    const freeze = switched.ok ? switched.value.freeze : "";
    const release = await world.submit(2);
    const passing = await loosening(here, people.rhea, { freeze, kind: "except", release });
    expect(await here.attempt(proposeLoosening, passing, people.rhea)).toMatchObject({
      error: { code: "no-exception" },
    });
    const of = await loosen(here, people.rhea, { freeze, kind: "end" });
    expect(await confirming(here, people.rhea, of.loosening)).toMatchObject({
      error: { code: "own-proposal" },
    });
    later(HOUR_MS);
    expect(await confirming(here, people.dara, of.loosening)).toMatchObject({ ok: true });
  });

  it("is switched off by whoever may roll back, and by no viewer, admin, token or reviewer", async () => {
    const { people } = world;
    for (const by of [people.vic, people.ada, people.dara])
      expect(await switchOff(world, by)).toMatchObject({ error: { code: "role-missing" } });
    expect(await switchOff(world, world.here.system as never)).toMatchObject({
      error: { code: "person-only" },
    });
  });

  it("wins against an advance that it races, whichever comes first", async () => {
    const { here, people } = world;
    const { almost, atOnce } = racing(here);
    const { rollout } = await world.underWay(2);
    await world.observe(rollout);
    later(MINUTE_MS);
    const judging = { rollout, fence: 1, detectedAt: here.clock.now };
    const advance = await almost(judgeRollout, judging, here.system);
    const off = atOnce(switchOffPointer, OFF, people.rhea);
    expect(await waits(off)).toBe(true);
    expect((await advance.commit()).ok).toBe(true);
    const done = await off;
    expect(done).toMatchObject({ ok: true, value: { rolledBack: rollout } });
    expect((await pointer()).moves[0]).toMatchObject({ kind: "live", candidate: null });
    expect(await world.judge(rollout)).toMatchObject({ error: { code: "not-watched" } });
    await endedByTwo(done.ok ? (done.value as { freeze: string }).freeze : "");
  });
});

describe("a pointer that is switched off while a release starts there", () => {
  it("waits for the start and takes it back", async () => {
    const { here, people } = world;
    const { almost, atOnce } = racing(here);
    const release = await world.approve(await world.submit(2));
    const start = await almost(startRollout, { release, reason: "Agreed." }, people.rhea);
    const off = atOnce(switchOffPointer, OFF, people.rhea);
    expect(await waits(off)).toBe(true);
    const started = await start.commit();
    const rollout = started.ok ? (started.value as { number: number }).number : null;
    const done = await off;
    expect(done).toMatchObject({ ok: true, value: { rolledBack: rollout } });
    expect((await pointer()).moves[0]).toMatchObject({ kind: "live", candidate: null });
    await endedByTwo(done.ok ? (done.value as { freeze: string }).freeze : "");
  });

  it("is switched off once, however many do it at once", async () => {
    const { here, people } = world;
    const { atOnce } = racing(here);
    const all = await Promise.all([1, 2, 3].map(() => atOnce(switchOffPointer, OFF, people.rhea)));
    const codes = all.map((one) => (one.ok ? "ok" : one.error.code));
    expect(codes.toSorted()).toEqual(["ok", "pointer-off-already", "pointer-off-already"]);
    const done = all.find((one) => one.ok);
    await endedByTwo(done?.ok ? (done.value as { freeze: string }).freeze : "");
  });
});
