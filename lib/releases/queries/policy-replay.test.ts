import { afterAll, beforeAll, expect, it } from "vitest";
import { judgeGates } from "#lib/policy/gate-results.ts";
import { STARTER_GATES } from "#lib/policy/starter-gates.ts";
import { COMPARED, compareThird, gate, gatedWorld, incidentOn } from "#lib/testing/worlds/gated.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { policyReplay } from "./policy-replay.ts";

let world: World;
let bare: World;
beforeAll(async () => {
  world = await gatedWorld();
  bare = await testWorld();
});
afterAll(async () => {
  await world?.here.close();
  await bare?.here.close();
});

it("asks the draft and the gates in force about each submitted release", async () => {
  const { here, people, submit, first } = world;
  await compareThird(world);
  const [second, third] = [await submit(2), await submit(3)];
  const strict = gate("small", "plan.firstPercent <= 1.0");
  const { releases } = await here.see(policyReplay, { gates: [COMPARED, strict] }, people.vic);
  expect(releases.map(({ number }) => number)).toEqual([first, second, third]);
  const states = releases.map(({ inForce, draft }) => [
    inForce.map(({ status }) => status).join(" "),
    draft.map(({ status }) => status).join(" "),
  ]);
  expect(states).toEqual([
    ["pass pass pass", "pass fail"],
    ["fail pass hold", "fail fail"],
    ["pass pass fail", "pass fail"],
  ]);
  expect(releases[1]!.draft[1]!.because).toMatch(/^plan\.firstPercent is /);
});

it("of a release from before there were gates, what is known now of then", async () => {
  const { here, people, first } = bare;
  const later = await incidentOn(bare);
  const none = gate("none", "history.openIncidents == 0 && history.rollouts == 0");
  const { releases } = await here.see(policyReplay, { gates: [none, ...STARTER_GATES] }, people.vic);
  const one = releases.find(({ number }) => number === first)!;
  expect(one.inForce).toEqual([]);
  expect(one.draft[0]).toMatchObject({ id: "none", status: "pass" });
  expect(one.draft).toHaveLength(STARTER_GATES.length + 1);
  await later();
});

it("a draft whose expression is wrong lets nothing pass", async () => {
  const { here, people } = world;
  const { releases } = await here.see(policyReplay, { gates: [gate("x", "model.nothing")] }, people.vic);
  for (const { draft } of releases) expect(draft).toMatchObject([{ status: "fail" }]);
  expect(judgeGates([], {} as never)).toEqual([]);
});
