import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ENVELOPE_DAYS } from "#lib/councils/envelope-rules.ts";
import { daysLater, HOUR_MS } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import {
  enveloped,
  envelopeIn,
  proposing,
  revoking,
  signedEnvelope,
  standardWorld,
} from "#lib/testing/worlds/envelopes.ts";
import type { World } from "#lib/testing/worlds/world.ts";
import { proposeEnvelope } from "./propose-envelope.ts";

let world: World;
beforeAll(async () => {
  world = await standardWorld();
});
afterAll(() => world?.here.close());

const eventsOf = () => world.here.eventsOf(`model/${world.modelId}`);

/** What a test leaves open would keep the next from proposing. */
const open: number[] = [];
afterEach(async () => {
  for (const number of open.splice(0)) await revoking(world.here, world.people.rhea, number);
});
const propose = async (more: Parameters<typeof proposing>[1] = {}, by = world.people.rhea) => {
  const proposed = await world.here.attempt(proposeEnvelope, proposing(world.here, more), by);
  if (proposed.ok) open.push(proposed.value.number);
  return proposed;
};
const proposed = async () => {
  const made = await propose();
  if (!made.ok) throw new Error(made.error.message);
  return made.value.number;
};

describe("proposing an envelope", () => {
  it("pins what every use is measured against, from the release that the whole council reviewed", async () => {
    const number = await proposed();
    expect((await eventsOf()).at(-1)).toMatchObject({
      action: "envelope.proposed",
      data: {
        number,
        tier: "high",
        policy: 1,
        seats: [{ function: "data-science" }, { function: "engineering" }, { function: "compliance" }],
        base: { number: world.first, version: 1, metrics: [{ metric: "log-loss", value: "0.5" }] },
      },
    });
    const event = (await eventsOf()).at(-1)!;
    expect(JSON.stringify(event.data)).not.toContain("Retrained every month");
    expect(await envelopeIn(world.here, number)).toMatchObject({ decided: "open", uses: [], over: null });
  });

  it.each([
    ["longer than the tier allows", { days: ENVELOPE_DAYS.high + 1 }, "envelope-too-long"],
    ["no time at all", { days: 0 }, "envelope-too-long"],
    ["a metric that nobody measured", { metric: "accuracy" }, "base-not-measured"],
    ["a gate that the policy has not", { gates: ["made-up"] }, "envelope-gate-unknown"],
  ])("is refused for %s", async (_, { days, metric, gates }: Asked, code) => {
    const { now } = world.here.clock;
    const { terms } = proposing(world.here);
    const { metrics } = terms as { metrics: object[] };
    const more = {
      ...(days === undefined ? {} : { endsAt: daysLater(now, days).toISOString() }),
      ...(metric ? { metrics: metrics.map((one) => ({ ...one, metric })) as never } : {}),
      ...(gates ? { gates } : {}),
    };
    expect(await propose(more)).toMatchObject({ error: { code } });
  });

  it("is refused dated back, and beside another that is open", async () => {
    const startsAt = new Date(world.here.clock.now.getTime() - 2 * HOUR_MS).toISOString();
    expect(await propose({ startsAt })).toMatchObject({ error: { code: "envelope-dated-back" } });
    await proposed();
    expect(await propose()).toMatchObject({ error: { code: "envelope-exists" } });
  });

  it("is for people who open releases, and nobody else", async () => {
    const { here, people } = world;
    for (const by of [people.carla, people.vic, people.ada])
      expect(await propose({}, by)).toMatchObject({ error: { kind: "forbidden" } });
    expect(await here.attempt(proposeEnvelope, proposing(here), here.system)).toMatchObject({ ok: false });
  });
});

type Asked = { days?: number; metric?: string; gates?: string[] };

describe("signing an envelope", () => {
  it("takes every seat of a normal release; the last grants it", async () => {
    const number = await enveloped(world);
    open.push(number);
    expect((await eventsOf()).slice(-2)).toMatchObject([
      { action: "envelope.signed", data: { seat: "compliance", decision: "approve" } },
      { action: "envelope.granted", data: { number } },
    ]);
    expect(await envelopeIn(world.here, number)).toMatchObject({ decided: "granted" });
    const again = await signedEnvelope(world.here, world.people.carla, {
      envelope: number,
      seat: "compliance",
    });
    expect(again).toMatchObject({ error: { code: "envelope-not-open" } });
  });

  it("ends with a rejection", async () => {
    const { here, people } = world;
    const envelope = await proposed();
    const refused = await signedEnvelope(here, people.carla, {
      envelope,
      seat: "compliance",
      decision: "reject",
    });
    expect(refused).toMatchObject({ value: { decided: "refused" } });
    expect((await eventsOf()).at(-1)).toMatchObject({ action: "envelope.refused" });
  });

  it("is never by its proposer, the model's owner or whoever made what it is measured against", async () => {
    const { here, people } = world;
    const made = await propose({}, people.priya);
    const envelope = made.ok ? made.value.number : 0;
    for (const [by, seat] of [
      [people.priya, "engineering"],
      [people.jonas, "data-science"],
    ] as const)
      expect(await signedEnvelope(here, by, { envelope, seat })).toMatchObject({
        error: { code: "contributor-cannot-sign" },
      });
  });
});

describe("revoking an envelope", () => {
  it("takes one person, any day, and is not undone", async () => {
    const { here, people } = world;
    const number = await enveloped(world);
    expect(await revoking(here, people.vic, number)).toMatchObject({ error: { kind: "forbidden" } });
    expect(await revoking(here, people.ada, number)).toMatchObject({ ok: true });
    expect((await eventsOf()).at(-1)).toMatchObject({ action: "envelope.revoked", data: { number } });
    expect(await revoking(here, people.rhea, number)).toMatchObject({ error: { code: "envelope-closed" } });
  });
});

it("the log replays to the tables", async () => {
  expect(await world.here.see(replay, {}, world.people.vic)).toMatchObject({ differences: [] });
});
