import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { expireRelease } from "#lib/releases/commands/expire-release.ts";
import { lapseRelease } from "#lib/releases/commands/lapse-release.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import { rolloutFacts } from "#lib/testing/worlds/rollout-facts.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { tidy } from "#lib/workers/reconciler.ts";
import { startRollout } from "./start-rollout.ts";

let world: World;
let facts: ReturnType<typeof rolloutFacts>;
beforeAll(async () => {
  world = await testWorld();
  facts = rolloutFacts(world);
});
afterAll(() => world?.here.close());

const start = (release: number, caller = world.people.rhea) =>
  world.here.attempt(startRollout, { release, reason: "Agreed." }, caller);

describe("starting", () => {
  it("puts the first version live at once: there is nothing to compare it with", async () => {
    const [started, completed] = await facts.eventsOf(1);
    expect(started).toMatchObject({
      action: "rollout.started",
      data: { number: 1, release: 1, stage: null },
    });
    expect(completed).toMatchObject({ action: "rollout.completed" });
    expect(await facts.live()).toMatchObject({ kind: "live", base: 1, candidate: null });
    expect(await facts.release(1)).toMatchObject({ state: "released" });
  });

  it("enters the plan's first stage and exposes nobody in shadow", async () => {
    const { here, people, submit, approve, pointerId } = world;
    const release = await approve(await submit(2));
    expect(await world.start(release)).toEqual({ number: 2, state: "running" });
    const { id, planDigest, steps } = await facts.rollout(2);
    const { subjectDigest } = await facts.release(release);
    expect(await facts.eventsOf(2)).toMatchObject([
      {
        action: "rollout.started",
        actor: { type: "user", id: people.rhea.id },
        targets: [
          { type: "rollout", id, digest: planDigest },
          { type: "release", digest: subjectDigest },
        ],
        data: { number: 2, release, planDigest, subject: subjectDigest, stage: "shadow" },
      },
    ]);
    expect((await facts.releaseEvents(release)).at(-1)).toMatchObject({ action: "release.started" });
    expect((await facts.pointerEvents()).at(-1)).toMatchObject({
      action: "pointer.moved",
      stream: `pointer/${pointerId}`,
      data: { kind: "shadow", base: 1, candidate: 2, candidateWeight: 0, holdoutWeight: 0, rollout: id },
    });
    expect(steps).toMatchObject([{ sequence: 1, stageIndex: 0, enteredAt: here.clock.now, leftAt: null }]);
    expect(await facts.release(release)).toMatchObject({ state: "releasing" });
    await world.takeBack(2);
  });
});

describe("refuses to start", () => {
  it("without approval, without the role, and twice", async () => {
    const { people, submit, approve } = world;
    const release = await submit(2);
    expect(await start(release)).toMatchObject({ error: { kind: "illegal", code: "release-is-in-review" } });
    await approve(release);
    expect(await start(release, people.erik)).toMatchObject({
      error: { kind: "forbidden", code: "role-missing" },
    });
    const started = await start(release);
    expect(started).toMatchObject({ ok: true });
    expect(await start(release)).toMatchObject({ error: { code: "release-is-releasing" } });
    await world.takeBack(started.ok ? started.value.number : 0);
    expect(await start(99)).toMatchObject({ error: { code: "release-not-found" } });
  });

  it("an expired approval, before and after the expiry is recorded", async () => {
    const { here, submit, approve } = world;
    const release = await approve(await submit(2));
    here.clock.now = daysLater(here.clock.now, 15);
    expect(await start(release)).toMatchObject({ error: { kind: "gone", code: "approval-over" } });
    await here.make(expireRelease, { release }, here.system);
    expect(await start(release)).toMatchObject({ error: { code: "release-is-expired" } });
  });

  it("an approval that lost a signer, until the seat is signed again", async () => {
    const { here, people, submit } = world;
    const leaving = await here.person("Enzo Ricci", ["reviewer"], ["engineering"]);
    const release = await submit(2);
    await sign(here, leaving, { release, seat: "engineering" });
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, people.carla, { release, seat: "compliance" });
    await here.make(disablePerson, { personId: leaving.id, reason: "left" }, people.ada);
    expect(await start(release)).toMatchObject({ error: { kind: "illegal", code: "approval-lapsed" } });
    expect(await facts.live()).toMatchObject({ kind: "live", base: 1 });
    expect((await facts.releaseEvents(release)).at(-1)).toMatchObject({ action: "release.approved" });

    await tidy(here.db, here.workspaceId, silentLog().log);
    expect(await facts.release(release)).toMatchObject({ state: "in-review", validUntil: null });
    const lapsed = (await facts.releaseEvents(release)).at(-1);
    expect(lapsed).toMatchObject({ action: "release.lapsed", actor: { type: "system" } });
    expect(lapsed!.data!["lapsed"]).toHaveLength(1);
    await sign(here, people.erik, { release, seat: "engineering" });
    expect(await facts.release(release)).toMatchObject({ state: "approved" });
    expect(await here.attempt(lapseRelease, { release }, here.system)).toMatchObject({
      error: { code: "approval-stands" },
    });
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("while another rollout is under way, and after the live version changed", async () => {
    const { submit, approve, observe, judge } = world;
    const second = await approve(await submit(2));
    const third = await approve(await submit(3));
    const { number: rollout } = await world.start(second);
    expect(await start(third)).toMatchObject({ error: { kind: "conflict", code: "pointer-busy" } });
    for (const _stage of ["shadow", "canary", "full"]) {
      await observe(rollout);
      await judge(rollout);
    }
    expect(await start(third)).toMatchObject({ error: { kind: "stale", code: "base-moved" } });
  });
});
