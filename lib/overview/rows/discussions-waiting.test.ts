import { afterAll, beforeAll, expect, it } from "vitest";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { openThread } from "#lib/releases/commands/open-thread.ts";
import { replyThread } from "#lib/releases/commands/reply-thread.ts";
import { resolveThread } from "#lib/releases/commands/resolve-thread.ts";
import { answering, challenge, judge } from "#lib/testing/worlds/discussion.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const waiting = async (who: keyof World["people"]) =>
  (await world.here.see(homePage, {}, world.people[who])).waiting.filter((item) => "thread" in item);

it("a challenge waits for the author's answer, then for its challenger's verdict, and again where that is no", async () => {
  const { here, people } = world;
  const release = await world.submit(2);
  await challenge(here, people.carla, { release });
  const of = { release, thread: 1 };
  const asked = { kind: "answer-challenge", thread: 1, by: "Carla Diaz", release: { number: release } };
  expect(await waiting("jonas")).toMatchObject([asked]);
  expect(await waiting("carla")).toEqual([]);
  await answering(here, people.jonas, of);
  expect(await waiting("jonas")).toEqual([]);
  expect(await waiting("carla")).toMatchObject([{ kind: "judge-challenge", by: "Jonas Lindqvist" }]);
  await judge(here, people.carla, of, false);
  expect(await waiting("jonas")).toMatchObject([asked]);
  await answering(here, people.jonas, of);
  await judge(here, people.carla, of);
  for (const who of ["jonas", "carla", "erik"] as const) expect(await waiting(who)).toEqual([]);
});

it("whoever is named hears of it until they write there or the thread is resolved", async () => {
  const { here, people } = world;
  const release = await world.submit(3);
  const said = {
    release,
    anchor: { at: "release" },
    text: "You?",
    mentions: [people.erik.id, people.vic.id],
  };
  const { thread } = await here.make(openThread, said, people.dara);
  const item = { kind: "mentioned", thread, by: "Dara Quinn", release: { number: release } };
  expect(await waiting("erik")).toMatchObject([item]);
  expect(await waiting("dara")).toEqual([]);
  await here.make(replyThread, { release, thread, text: "Me." }, people.erik);
  expect(await waiting("erik")).toEqual([]);
  expect(await waiting("vic")).toMatchObject([item]);
  await here.make(resolveThread, { release, thread }, people.dara);
  expect(await waiting("vic")).toEqual([]);
});
