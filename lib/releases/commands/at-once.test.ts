import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "#lib/command/run.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { sign, signing, testCase } from "#lib/testing/worlds/releases.ts";
import { MODEL, testWorld, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";
import { castVerdict } from "./cast-verdict.ts";
import { openRelease } from "./open-release.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const eventsOf = async (release: number) => {
  const { id } = await world.here.see(releasePage, { release }, world.people.vic);
  return world.here.eventsOf(`release/${id}`);
};
const count = (events: readonly { action: string }[], action: string) =>
  events.filter((event) => event.action === action).length;

it("two people who sign the last two seats at the same moment approve it once", async () => {
  const { here, people, submit } = world;
  for (let round = 0; round < 5; round++) {
    const release = await submit(2);
    await sign(here, people.dara, { release, seat: "data-science" });
    const inputs = [
      [await signing(here, people.erik, { release, seat: "engineering" }), people.erik],
      [await signing(here, people.carla, { release, seat: "compliance" }), people.carla],
    ] as const;
    const { now } = here.clock;
    const results = await Promise.all(
      inputs.map(([input, caller]) => run(here.db, castVerdict, input, { caller, now })),
    );
    expect(results.map((result) => result.ok && result.value.seatsMet).sort()).toEqual([2, 3]);
    const events = await eventsOf(release);
    expect(count(events, "release.approved")).toBe(1);
    expect(events.at(-1)!.action).toBe("release.approved");
    expect(count(events, "verdict.cast")).toBe(3);
  }
});

it("two people sign one seat at the same moment: both count, and it is approved once", async () => {
  const { here, people, submit } = world;
  const release = await submit(2);
  await sign(here, people.dara, { release, seat: "data-science" });
  const engineer = await here.person("Enzo Ricci", ["reviewer"], ["engineering"]);
  await sign(here, people.carla, { release, seat: "compliance" });
  const signers = [people.erik, engineer];
  const inputs = await Promise.all(
    signers.map((signer) => signing(here, signer, { release, seat: "engineering" })),
  );
  const { now } = here.clock;
  const results = await Promise.all(
    inputs.map((input, i) => run(here.db, castVerdict, input, { caller: signers[i]!, now })),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: "release-is-approved" } });
  expect(count(await eventsOf(release), "release.approved")).toBe(1);
});

it("twenty requests under one idempotency key have one effect and one answer", async () => {
  const { here, people } = world;
  const input = { model: MODEL, version: 3, pointer: "production", case: testCase, plan: worldPlan };
  const { now } = here.clock;
  const asking = { caller: people.jonas, now, idempotencyKey: "open-once" };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => run(here.db, openRelease, input, asking)),
  );
  expect(new Set(answers.map(canonicalJson)).size).toBe(1);
  const [answer] = answers;
  if (!answer?.ok) throw new Error("not opened");
  expect(await here.eventsOf(`release/${answer.value.releaseId}`)).toHaveLength(1);
  const other = await run(here.db, openRelease, { ...input, version: 2 }, asking);
  expect(other).toMatchObject({ error: { kind: "conflict", code: "idempotency-key-reused" } });
  const anothers = await run(here.db, openRelease, input, { ...asking, caller: people.priya });
  expect(anothers).toMatchObject({ ok: true, value: { number: answer.value.number + 1 } });
});

it("twenty starts of two approved releases on one pointer start one rollout", async () => {
  const { here, people, submit, approve } = world;
  const releases = [await approve(await submit(2)), await approve(await submit(3))];
  const { now } = here.clock;
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      run(
        here.db,
        startRollout,
        { release: releases[i % 2], reason: "Agreed." },
        { caller: people.rhea, now },
      ),
    ),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  const codes = new Set(results.flatMap((result) => (result.ok ? [] : [result.error.code])));
  expect([...codes].sort()).toEqual(["pointer-busy", "release-is-releasing"]);
});
