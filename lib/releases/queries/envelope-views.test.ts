import { afterAll, beforeAll, expect, it } from "vitest";
import { claimed, enveloped, revoking, standardWorld } from "#lib/testing/worlds/envelopes.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import { MODEL, type World } from "#lib/testing/worlds/world.ts";
import { envelopeForm } from "./envelope-form.ts";
import { envelopeList } from "./envelope-list.ts";
import { envelopePage } from "./envelope-page.ts";
import { releasableVersions } from "./releasable-versions.ts";

let world: World;
let envelope: number;
beforeAll(async () => {
  world = await standardWorld();
  envelope = await enveloped(world);
});
afterAll(() => world?.here.close());

const list = (asked: object = {}) => world.here.see(envelopeList, asked, world.people.vic);

it("an envelope says what it bounds, who signed it and what went out under it", async () => {
  const { here, people } = world;
  const release = await claimed(world, { version: 2, envelope });
  await sign(here, people.erik, { release, seat: "engineering" });
  await world.start(release);
  const page = await here.see(envelopePage, { envelope }, people.vic);
  expect(page).toMatchObject({
    state: "in-force",
    used: 1,
    uses: 2,
    base: { release: world.first, version: 1 },
    metrics: [{ metric: "log-loss", value: 0.5, worse: 0.01, better: "lower" }],
    gates: [{ id: "numbered", title: "Gate numbered" }],
    released: [{ use: 1, release }],
    mine: { seat: null, whyNotRevoke: expect.stringContaining("role") },
  });
  expect(page.seats.map(({ state, signed }) => [state, signed.length])).toEqual([
    ["met", 1],
    ["met", 1],
    ["met", 1],
  ]);
});

it("the list is by model and state, and the form offers what was measured of the reviewed release", async () => {
  const { here, people } = world;
  expect(await list()).toMatchObject({
    all: 1,
    models: [MODEL],
    items: [{ number: envelope, group: "open" }],
  });
  expect((await list({ group: "closed" })).items).toEqual([]);
  expect((await list({ model: "nothing" })).items).toEqual([]);
  const { models } = await here.see(releasableVersions, {}, people.jonas);
  expect(models[0]!.pointers[0]).toMatchObject({ name: "production", envelope });
  const form = await here.see(envelopeForm, { model: MODEL }, people.rhea);
  expect(form).toMatchObject({
    whyNot: null,
    model: {
      days: 90,
      pointers: [
        {
          base: { release: world.first, version: 1 },
          metrics: [{ metric: "log-loss", value: 0.5 }],
          whyNot: expect.stringContaining(`Envelope ${envelope}`),
        },
      ],
    },
  });
  await revoking(here, people.rhea, envelope);
  expect(await list()).toMatchObject({ items: [{ state: "revoked", group: "closed" }] });
  expect(
    (await here.see(releasableVersions, {}, people.jonas)).models[0]!.pointers[0]!.envelope,
  ).toBeUndefined();
});
