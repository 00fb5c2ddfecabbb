import { afterAll, beforeAll, expect, it } from "vitest";
import { daysLater } from "#lib/kernel/time.ts";
import {
  extending,
  requested,
  signedWaiver,
  waivableWorld,
  waived,
  withdrawing,
} from "#lib/testing/worlds/waivers.ts";
import { MODEL, type World } from "#lib/testing/worlds/world.ts";
import { waiverForm } from "./waiver-form.ts";
import { waiverList } from "./waiver-list.ts";
import { waiverPage } from "./waiver-page.ts";

let world: World;
beforeAll(async () => {
  world = await waivableWorld();
});
afterAll(() => world?.here.close());

const listed = (by = world.people.vic, input = {}) => world.here.see(waiverList, input, by);
const later = (days: number) => {
  world.here.clock.now = daysLater(world.here.clock.now, days);
};

it("lists by what ends next, with whose signature is missing, repeats and limits", async () => {
  const { here, people } = world;
  expect(await listed()).toMatchObject({ items: [], all: 0, models: [] });
  const first = await waived(world, { days: 5 });
  expect((await listed()).items).toMatchObject([
    { number: first, group: "soon", state: "in-force", nth: 1, signedBy: "Carla Diaz", extensionsLeft: 2 },
  ]);
  later(6);
  expect((await listed()).items).toMatchObject([{ number: first, group: "ended", state: "ended" }]);
  const { number: second } = await requested(here, people.jonas, { days: 29 });
  const items = async (by = people.vic) => (await listed(by)).items;
  expect(await items()).toMatchObject([
    { number: second, group: "waiting", nth: 2, earlier: [{ number: first }] },
    { number: first },
  ]);
  expect((await items(people.carla))[0]).toMatchObject({ number: second, group: "mine" });
  expect((await items(people.jonas))[0]).toMatchObject({ group: "waiting" });
  await signedWaiver(here, people.carla, { waiver: second });
  expect((await items())[0]).toMatchObject({ number: second, group: "later" });
  expect((await listed()).tiers.find(({ tier }) => tier === "high")).toEqual({
    tier: "high",
    open: 1,
    days: 30,
    perModel: 2,
  });
  await extending(here, people.jonas, second, 40);
  expect((await items(people.erik))[0]).toMatchObject({ group: "mine", askedUntil: expect.any(String) });
  await signedWaiver(here, people.erik, { waiver: second });
  expect((await items())[0]).toMatchObject({ extendedAt: [expect.any(String)], extensionsLeft: 1 });
  expect(await listed(people.vic, { model: "another" })).toMatchObject({ items: [], all: 2 });
  expect((await listed(people.vic, { function: "compliance" })).items).toHaveLength(2);
  await withdrawing(here, people.jonas, second);
  expect((await items()).map(({ state }) => state)).toEqual(["ended", "withdrawn"]);
});

it("shows one with its words, its terms and what the reader can do", async () => {
  const { here, people } = world;
  later(10);
  const { number, digest } = await requested(here, people.jonas);
  const page = (by = people.carla) => here.see(waiverPage, { waiver: number }, by);
  expect(await page()).toMatchObject({
    model: MODEL,
    message: "bound does not hold.",
    measures: "The image is kept and compared by hand.",
    open: { term: 1, digest, candidates: ["Carla Diaz", "Erik Holm"] },
    mine: { whyNotSign: null, whyNotApprove: null, whyNotExtend: expect.any(String), whyNotWithdraw: null },
  });
  expect((await page(people.jonas)).mine).toMatchObject({
    whyNotSign: "Only a holder of the function compliance signs it.",
    whyNotWithdraw: null,
  });
  await signedWaiver(here, people.carla, { waiver: number });
  expect(await page(people.rhea)).toMatchObject({
    open: null,
    terms: [{ term: 1, state: "granted", signature: { signerName: "Carla Diaz", comment: "Looked at." } }],
    mine: { whyNotExtend: null, whyNotWithdraw: expect.stringContaining("Only whoever asked") },
  });
  expect(await here.ask(waiverPage, { waiver: 99 }, people.vic)).toMatchObject({
    error: { code: "waiver-not-found" },
  });
  await withdrawing(here, people.jonas, number);
});

it("offers the gates that may be waived, of the policy in force or of a release's own", async () => {
  const { here, people } = world;
  const release = await world.submit(2);
  const gates = [{ id: "bound", title: "Gate bound", message: "bound does not hold.", seat: "compliance" }];
  expect(await here.see(waiverForm, {}, people.jonas)).toMatchObject({ gates, release: null, whyNot: null });
  expect(await here.see(waiverForm, { release }, people.vic)).toMatchObject({
    gates,
    release: { number: release, model: MODEL, pointer: "production" },
    models: [{ name: MODEL, tier: "high", days: 30 }],
    whyNot: expect.any(String),
  });
});
