import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { createFreeze } from "#lib/policy/commands/create-freeze.ts";
import type { FreezeTerms } from "#lib/policy/freeze.ts";
import { deploymentAnswer } from "#lib/releases/queries/deployment-answer.ts";
import { releaseGate } from "#lib/releases/queries/release-gate.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { dueWork } from "#lib/rollouts/queries/due-work.ts";
import { freezeOf, freezing } from "#lib/testing/worlds/freezes.ts";
import { racing, waits } from "#lib/testing/worlds/racing.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { haltRollout } from "./halt-rollout.ts";
import { pauseRollout } from "./pause-rollout.ts";
import { startRollout } from "./start-rollout.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const hoursLater = (hours: number) => {
  const { clock } = world.here;
  clock.now = new Date(clock.now.getTime() + hours * HOUR_MS);
};
/** Past every freeze of a test. */
afterEach(() => hoursLater(24));

const freeze = async (hours = 12, more: Partial<FreezeTerms> = {}) =>
  (await freezing(world.here, world.people.rhea, hours, more)).freeze;
const starting = (release: number) =>
  world.here.attempt(startRollout, { release, reason: "Agreed." }, world.people.rhea);
const pass = async (rollout: number) => {
  await world.observe(rollout);
  return world.judge(rollout);
};
const frozen = (until = /Changes are frozen until \w{3} \d+ \w{3} 2026 \d\d:\d\d UTC: Year end\./) => ({
  error: { code: "frozen", message: expect.stringMatching(until), place: { href: "/freezes" } },
});

describe("a freeze", () => {
  it("keeps an approved release from starting, in every answer, until it is over by the database's clock", async () => {
    const { here, people } = world;
    const release = await world.approve(await world.submit(2));
    const id = await freeze(12);
    expect(await starting(release)).toMatchObject(frozen());
    expect(await here.see(releaseGate, { release }, people.vic)).toMatchObject({
      open: false,
      whyNot: expect.stringContaining("frozen until"),
    });
    expect((await here.see(releasePage, { release }, people.rhea)).mine.whyNotStart).toContain(
      "frozen until",
    );
    const answer = await here.see(
      deploymentAnswer,
      { pointer: "flight-delay.production", digest: world.versions[1]!.digest },
      people.rhea,
    );
    expect(answer).toMatchObject({ decision: "pending", missing: [{ id: "frozen", href: "/freezes" }] });
    const [created] = (await here.eventsOf(`freeze/${here.workspaceId}`)).filter(
      ({ data }) => (data as { freeze: string }).freeze === id,
    );
    expect(created).toMatchObject({ action: "freeze.created", data: { zone: "UTC", emergencies: true } });
    hoursLater(11.8);
    expect(await starting(release)).toMatchObject({ error: { code: "frozen" } });
    hoursLater(0.3);
    const { number: rollout } = await world.start(release);
    const [started] = await here.eventsOf(`release/${await idOf(release)}`).then((all) => all.slice(-1));
    expect(started).toMatchObject({ action: "release.started", data: { freezes: "asked" } });
    await world.takeBack(rollout);
  });

  it("holds a rollout under way before every widening, and lets it roll back, halt and pause", async () => {
    const { here, people } = world;
    const { rollout } = await world.underWay(2);
    await freeze();
    expect(await pass(rollout)).toMatchObject(frozen());
    expect((await here.see(dueWork, {}, here.system)).judge).not.toContain(rollout);
    expect(await here.attempt(pauseRollout, { rollout, reason: "Wait." }, people.rhea)).toMatchObject({
      ok: true,
    });
    expect(await here.attempt(haltRollout, { rollout, reason: "Wait." }, people.rhea)).toMatchObject({
      ok: true,
    });
    await world.observe(rollout, { candidate: { score: 0.01 } });
    hoursLater(0.02);
    expect((await here.see(dueWork, {}, here.system)).judge).toContain(rollout);
    expect(await world.judge(rollout)).toMatchObject({ value: { decision: "roll-back" } });
    await world.takeBack(rollout);
  });

  it("lets go by itself, and the rollout goes on", async () => {
    const { rollout } = await world.underWay(2);
    await freeze(2);
    expect(await pass(rollout)).toMatchObject({ error: { code: "frozen" } });
    hoursLater(2);
    expect(await pass(rollout)).toMatchObject({ value: { state: "canary" } });
    await world.takeBack(rollout);
  });

  it("covers the models and pointers that it names alone", async () => {
    const release = await world.approve(await world.submit(2));
    await freeze(12, { pointers: ["staging"] });
    const elsewhere = await world.start(release);
    await freeze(12, { pointers: ["production", "staging"], models: [world.modelId] });
    expect(await pass(elsewhere.number)).toMatchObject({ error: { code: "frozen" } });
    await world.takeBack(elsewhere.number);
  });

  it("follows another without a gap: the later end is what counts", async () => {
    const release = await world.approve(await world.submit(2));
    const { here } = world;
    await freeze(3);
    hoursLater(1);
    await freeze(5, { emergencies: false });
    const until = new Date(here.clock.now.getTime() + 5 * HOUR_MS).toISOString().slice(11, 14);
    expect(await starting(release)).toMatchObject(frozen(new RegExp(`${until}\\d\\d UTC`)));
  });
});

const idOf = async (number: number) =>
  (await world.here.see(releasePage, { release: number }, world.people.vic)).id;

describe("a freeze created while a release starts", () => {
  it("waits for the start, or has the start wait and find it", async () => {
    const { here, people } = world;
    const { almost, atOnce } = racing(here);
    const asked = () => {
      const window = { kind: "once" as const, from: minute(0), to: minute(1) };
      return freezeOf({ zone: "UTC", window });
    };
    const minute = (hours: number) =>
      new Date(here.clock.now.getTime() + hours * HOUR_MS).toISOString().slice(0, 16);
    const release = await world.approve(await world.submit(2));
    const first = await almost(startRollout, { release, reason: "Agreed." }, people.rhea);
    const late = atOnce(createFreeze, asked(), people.rhea);
    expect(await waits(late)).toBe(true);
    const started = await first.commit();
    expect([started.ok, (await late).ok]).toEqual([true, true]);
    hoursLater(2);
    if (started.ok) await world.takeBack((started.value as { number: number }).number);
    const next = await world.approve(await world.submit(2));
    const second = await almost(createFreeze, asked(), people.rhea);
    const waiting = atOnce(startRollout, { release: next, reason: "Agreed." }, people.rhea);
    expect(await waits(waiting)).toBe(true);
    await second.commit();
    expect(await waiting).toMatchObject({ error: { code: "frozen" } });
  });
});
