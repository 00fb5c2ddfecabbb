import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { modelList } from "#lib/overview/queries/model-list.ts";
import { addModel } from "#lib/testing/specimens/registry.ts";
import { assess, confirmTier, signTier } from "#lib/testing/worlds/assessments.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { modelTier } from "./model-tier.ts";

let world: World;
let model: string;
let made = 0;
beforeAll(async () => {
  world = await testWorld();
});
beforeEach(async () => {
  model = `model-${++made}`;
  await addModel(world.here, world.people.jonas, model, "low");
});
afterAll(() => world?.here.close());

const seen = (who: keyof World["people"]) => world.here.see(modelTier, { model }, world.people[who]);

it("says of a model without an assessment what was declared, and asks its owner", async () => {
  expect(await seen("jonas")).toMatchObject({
    tier: "high",
    declared: "low",
    confirmed: null,
    open: null,
    ended: [],
    whyNotPropose: null,
    questionnaire: { version: 1, questions: { length: 8 } },
  });
  expect((await seen("priya")).whyNotPropose).toContain("Only the owner");
  expect((await seen("vic")).whyNotPropose).toContain("data-scientist");
});

it("shows a proposed tier to its signers, with the reasons and who could sign", async () => {
  await assess(world.here, world.people.jonas, { model, tier: "limited" });
  const { open, tier } = await seen("carla");
  expect(tier).toBe("high");
  expect(open).toMatchObject({
    tier: "limited",
    from: "high",
    because: ["What does a wrong answer cost? Up to EUR 10,000 a day."],
    answered: { length: 8 },
    candidates: ["Carla Diaz", "Erik Holm"],
    mine: { seat: "compliance", whyNotSign: null, whyNotApprove: null },
  });
  expect((await seen("dara")).open?.mine).toMatchObject({
    seat: null,
    whyNotSign: expect.stringContaining("compliance"),
  });
  expect((await seen("jonas")).open?.mine.whyNotWithdraw).toBeNull();
  expect((await seen("carla")).open?.mine.whyNotWithdraw).toContain("author");
});

it("marks a model in the list until compliance has confirmed an assessment", async () => {
  const { here, people } = world;
  const listed = async (filter: object) =>
    (await here.see(modelList, { q: model, ...filter }, people.vic)).items.map(
      ({ tier, tierConfirmed }) => `${tier} ${tierConfirmed}`,
    );
  const proposed = await assess(here, people.jonas, { model, tier: "critical" });
  expect(await listed({ without: "assessment" })).toEqual(["critical false"]);
  await signTier(here, people.carla, { model, ...proposed });
  expect(await listed({})).toEqual(["critical true"]);
  expect(await listed({ without: "assessment" })).toEqual([]);
});

it("keeps the confirmed one in force beside those that came to nothing", async () => {
  const { here, people } = world;
  await confirmTier(here, people.jonas, { model, tier: "low", by: people.carla });
  const raised = await assess(here, people.jonas, { model, tier: "critical" });
  expect((await seen("vic")).tier).toBe("critical");
  await signTier(here, people.erik, { model, ...raised, decision: "reject" });
  const { tier, confirmed, ended } = await seen("vic");
  expect(tier).toBe("low");
  expect(confirmed).toMatchObject({
    tier: "low",
    signature: { signerName: "Carla Diaz", decision: "approve" },
  });
  expect(ended.map(({ state }) => state)).toEqual(["rejected", "confirmed"]);
});
