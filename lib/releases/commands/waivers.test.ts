import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { gateDigest } from "#lib/councils/waiver.ts";
import { WAIVER_DAYS } from "#lib/councils/waiver-rules.ts";
import { daysLater, HOUR_MS } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import {
  ALSO,
  asking,
  BOUND,
  requested,
  signedWaiver,
  signingWaiver,
  waivableWorld,
  waived,
  waiverIn,
  withdrawing,
} from "#lib/testing/worlds/waivers.ts";
import type { World } from "#lib/testing/worlds/world.ts";
import { requestWaiver } from "./request-waiver.ts";
import { signWaiver } from "./sign-waiver.ts";

let world: World;
beforeAll(async () => {
  world = await waivableWorld(ALSO);
  later(1);
});
afterAll(() => world?.here.close());

const eventsOf = () => world.here.eventsOf(`model/${world.modelId}`);
const later = (days: number) => {
  world.here.clock.now = daysLater(world.here.clock.now, days);
};
const ask = (more: Parameters<typeof asking>[1] = {}, by = world.people.jonas) =>
  world.here.attempt(requestWaiver, asking(world.here, more), by);

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
const wanted = async (more: Parameters<typeof asking>[1] = {}) => {
  const { number } = await requested(world.here, world.people.jonas, more);
  open.push(number);
  return number;
};

describe("asking for a waiver", () => {
  it("names the gate by its digest, the scope, the tier and until when", async () => {
    const number = await wanted();
    const event = (await eventsOf()).at(-1)!;
    expect(event).toMatchObject({
      action: "waiver.requested",
      data: {
        number,
        term: 1,
        gate: { id: "bound", digest: gateDigest(BOUND) },
        policy: 1,
        seat: "compliance",
        tier: "high",
        scope: { pointer: null, release: null },
      },
    });
    expect(JSON.stringify(event.data)).not.toContain("A rebuild may differ.");
    expect(await waiverIn(world.here, number)).toMatchObject({ risk: "A rebuild may differ.", signers: [] });
  });

  it.each([
    ["a gate that nobody may waive", { gate: "firm" }, "gate-not-waivable"],
    ["no gate of the policy", { gate: "made-up" }, "gate-not-found"],
    ["longer than the tier allows", { days: WAIVER_DAYS.high + 1 }, "waiver-too-long"],
    ["no time at all", { days: 0 }, "waiver-too-long"],
    ["another model's pointer", { pointer: "nowhere" }, "pointer-not-found"],
  ])("is refused for %s", async (_, more, code) => {
    expect(await ask(more)).toMatchObject({ error: { code } });
  });

  it("is refused where it is dated back", async () => {
    const from = new Date(world.here.clock.now.getTime() - 2 * HOUR_MS);
    expect(await ask({ from })).toMatchObject({ error: { code: "waiver-dated-back" } });
  });

  it("is refused beside another that covers the same, so that two never add up to a longer one", async () => {
    const release = await world.submit(2);
    await wanted({ release });
    for (const more of [
      {},
      { release },
      { pointer: "production" },
      { from: daysLater(world.here.clock.now, 20) },
    ])
      expect(await ask(more)).toMatchObject({ error: { code: "waiver-exists" } });
    const other = await world.submit(3);
    await wanted({ release: other });
    expect(await ask({ gate: "compared" })).toMatchObject({ error: { code: "too-many-waivers" } });
  });

  it("is for people who open releases, and nobody else", async () => {
    const { here, people } = world;
    for (const by of [people.carla, people.vic, people.ada])
      expect(await ask({}, by)).toMatchObject({ error: { kind: "forbidden" } });
    expect(await here.attempt(requestWaiver, asking(here), here.system)).toMatchObject({ ok: false });
  });
});

describe("signing a waiver", () => {
  it("grants it, with an event of the signature and one of what follows", async () => {
    await granted();
    expect((await eventsOf()).slice(-2)).toMatchObject([
      { action: "waiver.signed", data: { seat: "compliance", decision: "approve", term: 1 } },
      { action: "waiver.granted", data: { term: 1 } },
    ]);
  });

  it("refuses it with a reason, and then it is over", async () => {
    const { here, people } = world;
    const { number } = await requested(here, people.jonas);
    const { comment: _, ...mute } = await signingWaiver(here, people.carla, {
      waiver: number,
      decision: "reject",
    });
    expect(await here.attempt(signWaiver, mute, people.carla)).toMatchObject({
      error: { code: "reason-missing" },
    });
    expect(await signedWaiver(here, people.carla, { waiver: number, decision: "reject" })).toMatchObject({
      value: { state: "refused" },
    });
    expect((await eventsOf()).at(-1)).toMatchObject({ action: "waiver.refused" });
    expect(await signedWaiver(here, people.erik, { waiver: number })).toMatchObject({
      error: { code: "waiver-not-open" },
    });
    expect(await withdrawing(here, people.jonas, number)).toMatchObject({ error: { code: "waiver-over" } });
  });

  it("is not for its requester, whatever they hold, nor for the owner of the model", async () => {
    const { here, people } = world;
    const both = await here.person("Bo Lind", ["data-scientist", "reviewer"], ["compliance"]);
    const { number } = await requested(here, both);
    open.push(number);
    expect(await signedWaiver(here, both, { waiver: number })).toMatchObject({
      error: { code: "contributor-cannot-sign" },
    });
    expect(await signedWaiver(here, people.jonas, { waiver: number, seat: "data-science" })).toMatchObject({
      ok: false,
    });
    await withdrawing(here, both, number);
  });

  it.each([
    ["another function", "dara", "data-science", "no-such-seat"],
    ["a function they lack", "dara", "compliance", "not-of-this-function"],
    ["an admin", "ada", "compliance", "role-missing"],
  ] as const)("is not for %s", async (_, name, seat, code) => {
    const number = await wanted();
    expect(await signedWaiver(world.here, world.people[name], { waiver: number, seat })).toMatchObject({
      error: { code },
    });
  });

  it("is not for a contributor of the release it is for", async () => {
    const { here, people } = world;
    const number = await wanted({ gate: "compared", release: await world.submit(2) });
    expect(await signedWaiver(here, people.priya, { waiver: number, seat: "engineering" })).toMatchObject({
      error: { code: "contributor-cannot-sign" },
    });
  });

  it("is over exactly what was asked for: neither another term nor another proof", async () => {
    const { here, people } = world;
    const number = await wanted();
    const input = await signingWaiver(here, people.carla, { waiver: number });
    expect(await here.attempt(signWaiver, { ...input, term: 2 }, people.carla)).toMatchObject({
      error: { code: "digest-changed" },
    });
    const digest = `sha256:${"0".repeat(64)}` as const;
    expect(await here.attempt(signWaiver, { ...input, digest }, people.carla)).toMatchObject({ ok: false });
  });

  it("comes too late once its time has passed", async () => {
    const { here, people } = world;
    const { number } = await requested(here, people.jonas, { days: 1 });
    later(2);
    expect(await signedWaiver(here, people.carla, { waiver: number })).toMatchObject({
      error: { code: "waiver-not-open" },
    });
  });
});

it("the log replays to the tables", async () => {
  expect(await world.here.see(replay, {}, world.people.vic)).toMatchObject({ differences: [] });
});
