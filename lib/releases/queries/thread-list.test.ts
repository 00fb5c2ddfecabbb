import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Anchor } from "#lib/releases/anchor.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { resolveThread } from "#lib/releases/commands/resolve-thread.ts";
import { ask } from "#lib/testing/worlds/discussion.ts";
import { testCase } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";
import { threadList } from "./thread-list.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const codeOf = <T extends { ok: boolean }>(outcome: T) =>
  "error" in outcome ? (outcome.error as { code: string }).code : null;

/** A release in review with a thread that Erik opened. */
async function asked(anchor?: Anchor) {
  const { here, people } = world;
  const release = await world.submit(2);
  const opened = await ask(here, people.erik, { release, ...(anchor ? { anchor } : {}) });
  if (!opened.ok) throw new Error(opened.error.message);
  return { release, thread: opened.value.thread };
}

const seen = (release: number, by: Person = world.people.vic, more: object = {}) =>
  world.here.see(threadList, { release, ...more }, by);
const first = async (release: number, by?: Person) => (await seen(release, by)).items[0]!;

describe("what a thread is pinned to", () => {
  it.each<[Anchor, string | null]>([
    [{ at: "release" }, null],
    [{ at: "section", section: "data" }, null],
    [{ at: "metric", metric: "log-loss" }, null],
    [
      { at: "plan", path: ["stages", worldPlan.stages[0]!.id, "trafficPercent"] },
      String(worldPlan.stages[0]!.trafficPercent),
    ],
    [{ at: "card", line: 1 }, expect.any(String) as unknown as string],
  ])("%j is there", async (anchor, quote) => {
    const of = await asked(anchor);
    expect(await first(of.release)).toMatchObject({ anchor, quote, changedSince: false, round: 1 });
  });

  it.each<[string, unknown]>([
    ["a gate that the policy lacks", { at: "gate", gate: "nothing" }],
    ["a metric that nothing measures", { at: "metric", metric: "beauty" }],
    ["a guardrail that the plan lacks", { at: "guardrail", guardrail: "beauty" }],
    ["a line beyond the card", { at: "card", line: 100_000 }],
    ["a field that the plan lacks", { at: "plan", path: ["stages", "nothing"] }],
    ["what every object inherits", { at: "plan", path: ["constructor", "name"] }],
    ["the prototype of a row", { at: "plan", path: ["guardrails", "__proto__"] }],
  ])("%s is refused", async (_, anchor) => {
    const { here, people } = world;
    const release = await world.submit(2);
    expect(codeOf(await ask(here, people.erik, { release, anchor: anchor as Anchor }))).toBe("no-such-place");
  });

  it("stays readable when a later round changes it, and says so", async () => {
    const { here, people } = world;
    const stage = worldPlan.stages[0]!;
    const of = await asked({ at: "plan", path: ["stages", stage.id, "minSeconds"] });
    await ask(here, people.vic, { release: of.release, anchor: { at: "section", section: "data" } });
    const [head, ...rest] = worldPlan.stages;
    const plan = { ...worldPlan, stages: [{ ...head!, minSeconds: head!.minSeconds + 1 }, ...rest] };
    await here.make(editRelease, { release: of.release, round: 1, case: testCase, plan }, people.jonas);
    const [data, changed] = (await seen(of.release)).items;
    expect(changed).toMatchObject({ round: 1, changedSince: true, quote: String(stage.minSeconds) });
    expect(data).toMatchObject({ changedSince: false });
  });
});

describe("a long discussion", () => {
  it("comes in pages, what is open first, in as many statements as a short one; and has an end", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await ask(here, people.vic, { release });
    const short = await statementsOf(release);
    for (let n = 2; n <= 200; n++) await ask(here, people.vic, { release, text: `Question ${n}.` });
    await here.make(resolveThread, { release, thread: 200 }, people.vic);
    expect(await statementsOf(release)).toBe(short);
    const numbers: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await seen(release, people.vic, { limit: 60, ...(cursor ? { cursor } : {}) });
      numbers.push(...page.items.map(({ number }) => number));
      expect(page).toMatchObject({ openThreads: 199, open: [{ section: null, threads: 199 }] });
      cursor = page.nextCursor;
    }
    expect(numbers).toEqual([...Array.from({ length: 199 }, (_, n) => 199 - n), 200]);
    for (let n = 201; n <= 300; n++) await ask(here, people.vic, { release });
    expect(codeOf(await ask(here, people.vic, { release }))).toBe("too-many-threads");
  }, 120_000);
});

/** How many statements a page of the list asks. */
async function statementsOf(release: number): Promise<number> {
  const { here, people } = world;
  let asked = 0;
  await inWorkspace(here.db, here.workspaceId, async (tx) => {
    const counting = new Proxy(tx, {
      get(of, name) {
        if (name === "$queryRaw") asked++;
        return Reflect.get(of, name);
      },
    }) as Tx;
    await threadList.load(counting, { release, limit: 100 }, { caller: people.vic, now: here.clock.now });
  });
  return asked;
}
