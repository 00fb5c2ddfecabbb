import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { dueWork } from "#lib/rollouts/queries/due-work.ts";
import { addReport } from "#lib/testing/specimens/registry.ts";
import {
  claimed,
  claiming,
  enveloped,
  envelopeIn,
  fullyOut,
  revoking,
  standardWorld,
} from "#lib/testing/worlds/envelopes.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import { MODEL, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";
import { editRelease } from "./edit-release.ts";
import { openRelease } from "./open-release.ts";
import { submitRelease } from "./submit-release.ts";

let world: World;
let envelope: number;
beforeEach(async () => {
  world = await standardWorld();
  envelope = await enveloped(world);
  return () => world.here.close();
});

const pageOf = (release: number) => world.here.see(releasePage, { release }, world.people.vic);
const open = (more: Partial<Parameters<typeof claiming>[0]> = {}, by = world.people.jonas) =>
  world.here.attempt(openRelease, claiming({ version: 2, envelope, ...more }), by);
const start = (release: number) =>
  world.here.attempt(startRollout, { release, reason: "Agreed." }, world.people.rhea);
const approve = async (release: number) => {
  await sign(world.here, world.people.erik, { release, seat: "engineering" });
  return release;
};
const report = (version: number, logLoss: number) =>
  addReport(world.here, world.people.priya, {
    model: MODEL,
    version,
    digest: world.versions[version - 1]!.digest,
    logLoss,
  });

describe("a release inside its envelope", () => {
  it("goes to the few seats of the policy, is approved by one signature, and counts as one use", async () => {
    const release = await approve(await claimed(world, { version: 2, envelope }));
    const page = await pageOf(release);
    expect(page).toMatchObject({
      state: "approved",
      changeClass: "standard",
      sections: { policy: { seats: [{ function: "engineering", min: 1 }] } },
      standard: { envelope, used: 0, uses: 2, whyNot: null },
    });
    expect(page.standard!.bounds.every(({ ok }) => ok)).toBe(true);
    expect(await start(release)).toMatchObject({ ok: true });
    expect((await world.here.eventsOf(`model/${world.modelId}`)).at(-1)).toMatchObject({
      action: "envelope.used",
      data: { envelope: (await envelopeIn(world.here, envelope)).id, use: 1, release: page.id },
    });
    const rollout = (await pageOf(release)).rollout!.number;
    await fullyOut(world, rollout);
    expect(await pageOf(release)).toMatchObject({ state: "released" });
    expect(await world.here.see(replay, {}, world.people.vic)).toMatchObject({ differences: [] });
  });

  it("is never signed by its author alone, nor by somebody with a part in it", async () => {
    const { here, people } = world;
    const release = await claimed(world, { version: 2, envelope });
    await expect(sign(here, people.priya, { release, seat: "engineering" })).rejects.toThrow("cannot sign");
    await expect(sign(here, people.jonas, { release, seat: "data-science" })).rejects.toThrow("no seat");
  });
});

describe("a release outside its envelope is refused with each bound, and by how much", () => {
  const narrower: Plan = {
    ...worldPlan,
    stages: worldPlan.stages.map((stage) =>
      stage.id === "canary" ? { ...stage, trafficPercent: 40 } : stage,
    ),
  };
  it.each<[string, () => ReturnType<typeof open>, RegExp]>([
    ["its author ticks substantial", () => open({ substantial: true }), /substantial modification/],
    ["another plan", () => open({ plan: narrower }), /the plan changed.*40 %, 15 beyond the limit of 25 %/],
    [
      "a worse metric",
      async () => {
        await report(2, 0.53);
        return open();
      },
      /log-loss is worse by 0\.03, 0\.02 beyond the limit of 0\.01/,
    ],
  ])("%s", async (_, opening, said) => {
    const refused = await opening();
    expect(refused).toMatchObject({ error: { code: "outside-envelope" } });
    expect(refused.ok ? "" : refused.error.message).toMatch(said);
  });

  it("also where another report of it says better", async () => {
    await report(2, 0.53);
    await report(2, 0.4);
    expect(await open()).toMatchObject({ error: { code: "outside-envelope" } });
  });

  it("names exactly its envelope, and a normal change names none", async () => {
    const { here, people } = world;
    const { envelope: _, ...none } = claiming({ version: 2, envelope });
    expect(await here.attempt(openRelease, none, people.jonas)).toMatchObject({
      error: { code: "envelope-missing" },
    });
    const normal = { ...claiming({ version: 2, envelope }), changeClass: "normal" as const };
    expect(await here.attempt(openRelease, normal, people.jonas)).toMatchObject({
      error: { code: "envelope-missing" },
    });
    expect(await open({ envelope: 99 })).toMatchObject({ error: { code: "envelope-not-found" } });
  });
});

describe("what changes after it was opened", () => {
  it("a worse report voids the claim at the edit, the signature and the start alike", async () => {
    const { here, people } = world;
    const { number: release } = await here.make(
      openRelease,
      claiming({ version: 2, envelope }),
      people.jonas,
    );
    await report(2, 0.6);
    const edited = await here.attempt(editRelease, { release, round: 1 }, people.jonas);
    expect(edited).toMatchObject({ error: { code: "outside-envelope" } });
    const normal = { release, round: 1, changeClass: "normal" as const };
    expect(await here.attempt(editRelease, normal, people.jonas)).toMatchObject({ ok: true });
    await here.make(submitRelease, { release }, people.jonas);
    expect(await pageOf(release)).toMatchObject({ changeClass: "normal", council: { seats: { length: 3 } } });
  });

  it("an envelope that one person revokes lets nobody approve, start or widen", async () => {
    const { here, people } = world;
    const unsigned = await claimed(world, { version: 3, envelope });
    const release = await approve(await claimed(world, { version: 2, envelope }));
    expect(await start(release)).toMatchObject({ ok: true });
    const rollout = (await pageOf(release)).rollout!.number;
    await world.observe(rollout);
    expect(await world.judge(rollout)).toMatchObject({ value: { state: "canary" } });
    await revoking(here, people.carla, envelope);
    await expect(sign(here, people.erik, { release: unsigned, seat: "engineering" })).rejects.toThrow(
      "revoked",
    );
    await world.observe(rollout);
    expect(await world.judge(rollout)).toMatchObject({ error: { code: "envelope-closed" } });
    expect((await here.see(dueWork, {}, here.system)).judge).not.toContain(rollout);
    await world.takeBack(rollout);
    expect(await pageOf(release)).toMatchObject({ state: "rolled-back" });
  });

  it("ends by the database's clock, to the minute", async () => {
    const { here, people } = world;
    await revoking(here, people.rhea, envelope);
    envelope = await enveloped(world, { endsAt: new Date(here.clock.now.getTime() + DAY_MS).toISOString() });
    const release = await approve(await claimed(world, { version: 2, envelope }));
    const end = new Date((await envelopeIn(here, envelope)).terms.endsAt);
    here.clock.now = new Date(end.getTime() - MINUTE_MS);
    expect(await start(release)).toMatchObject({ error: { code: "envelope-closed" } });
    here.clock.now = new Date(end.getTime() - 2 * MINUTE_MS);
    expect(await start(release)).toMatchObject({ ok: true });
  });

  it("is over once a rollout under it was rolled back", async () => {
    const release = await approve(await claimed(world, { version: 2, envelope }));
    await start(release);
    await world.takeBack((await pageOf(release)).rollout!.number);
    expect(await envelopeIn(world.here, envelope)).toMatchObject({ over: "rolled-back" });
    expect(await open({ version: 3 })).toMatchObject({ error: { code: "envelope-closed" } });
  });

  it("is over once another release was reviewed by the whole council and went out", async () => {
    const { rollout } = await world.underWay(2);
    expect(await envelopeIn(world.here, envelope)).toMatchObject({ over: "reviewed-again" });
    expect(await open({ version: 3 })).toMatchObject({ error: { code: "envelope-closed" } });
    await world.takeBack(rollout);
  });
});

it("small steps do not add up: every use is measured against what the whole council reviewed", async () => {
  await report(2, 0.509);
  const second = await approve(await claimed(world, { version: 2, envelope }));
  await start(second);
  await fullyOut(world, (await pageOf(second)).rollout!.number);
  // No worse than version 2 by more than the limit, but than version 1.
  await report(3, 0.518);
  const refused = await open({ version: 3 });
  expect(refused.ok ? "" : refused.error.message).toMatch(/worse by 0\.018, 0\.008 beyond/);
});

it("is used no more often than was signed", async () => {
  const { here, people } = world;
  await revoking(here, people.rhea, envelope);
  envelope = await enveloped(world, { uses: 1 });
  const [second, third] = [
    await approve(await claimed(world, { version: 2, envelope })),
    await claimed(world, { version: 3, envelope }),
  ];
  await start(second);
  await fullyOut(world, (await pageOf(second)).rollout!.number);
  expect(await pageOf(second)).toMatchObject({ state: "released", standard: { used: 1, uses: 1 } });
  await expect(sign(here, people.erik, { release: third, seat: "engineering" })).rejects.toThrow(
    "no use left",
  );
});
