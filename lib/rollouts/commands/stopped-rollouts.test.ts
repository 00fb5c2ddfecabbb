import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { HOUR_MS, MINUTE_MS } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { shellSummary } from "#lib/overview/queries/shell-summary.ts";
import { freezeList } from "#lib/policy/queries/freeze-list.ts";
import { askStop } from "#lib/releases/commands/ask-stop.ts";
import { confirmStop } from "#lib/releases/commands/confirm-stop.ts";
import { dueWork } from "#lib/rollouts/queries/due-work.ts";
import { proven } from "#lib/testing/worlds/factors.ts";
import { askingStop, confirmingStop, endByTwo, stopInput, switchOff } from "#lib/testing/worlds/freezes.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { haltStoppedRollout } from "./halt-stopped-rollout.ts";
import { resumeRollout } from "./resume-rollout.ts";
import { startRollout } from "./start-rollout.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const later = (ms: number) => {
  const { clock } = world.here;
  clock.now = new Date(clock.now.getTime() + ms);
};
afterEach(() => later(24 * HOUR_MS));

const starting = (release: number) =>
  world.here.attempt(startRollout, { release, reason: "Agreed." }, world.people.rhea);
const pass = async (rollout: number) => {
  await world.observe(rollout);
  return world.judge(rollout);
};
const endedByTwo = (freeze: string) => endByTwo(world, freeze);
const idOf = (number: number) =>
  inWorkspace(
    world.here.db,
    world.here.workspaceId,
    async (tx) => (await tx.rollout.findFirstOrThrow({ where: { number } })).id,
  );
const differences = async () => (await world.here.see(replay, {}, world.people.vic)).differences;

describe("the stop of all rollouts", () => {
  it("takes two people, each present, and holds start, widening and resuming until two end it", async () => {
    const { here, people } = world;
    const release = await world.approve(await world.submit(3));
    const { rollout } = await world.underWay(2);
    expect(await here.attempt(askStop, { reason: "x" }, people.rhea)).toMatchObject({
      error: { code: "sign-in-again" },
    });
    const { stop } = await askingStop(here, people.rhea);
    expect((await here.see(shellSummary, {}, people.vic)).stop).toMatchObject({ state: "asked" });
    expect((await here.see(dueWork, {}, here.system)).stop).toEqual([]);
    expect(await confirmingStop(here, people.rhea, stop)).toMatchObject({ error: { code: "own-stop" } });
    expect(
      await here.attempt(confirmStop, { stop, stepUpId: await proven(here, people.dara) }, people.dara),
    ).toMatchObject({ error: { code: "sign-in-again" } });
    expect(await here.attempt(askStop, await stopInput(here, people.dara), people.dara)).toMatchObject({
      error: { code: "stop-asked" },
    });
    expect(await confirmingStop(here, people.dara, stop)).toMatchObject({ ok: true });
    const log = await here.eventsOf(`freeze/${here.workspaceId}`);
    expect(log.slice(-3)).toMatchObject([
      { action: "stop.asked", data: { stop } },
      { action: "stop.confirmed", data: { stop } },
      { action: "freeze.created", data: { freeze: stop, window: { kind: "stop" }, models: null } },
    ]);
    expect(await confirmingStop(here, people.dara, stop)).toMatchObject({
      error: { code: "stop-confirmed" },
    });
    expect(await starting(release)).toMatchObject({ error: { code: "all-stopped" } });
    expect(await pass(rollout)).toMatchObject({ error: { code: "all-stopped" } });
    const due = await here.see(dueWork, {}, here.system);
    expect(due).toMatchObject({ stop: [rollout] });
    expect(due.judge).not.toContain(rollout);
    const halting = { rollout, fence: 1 };
    await here.make(haltStoppedRollout, halting, here.system);
    expect((await here.eventsOf(`rollout/${await idOf(rollout)}`)).at(-1)).toMatchObject({
      action: "rollout.halted",
      data: { by: "stop", freeze: stop },
    });
    expect((await here.see(dueWork, {}, here.system)).stop).toEqual([]);
    expect(await here.attempt(haltStoppedRollout, halting, here.system)).toMatchObject({ ok: false });
    const resuming = { rollout, reason: "It is fine." };
    expect(await here.attempt(resumeRollout, resuming, people.rhea)).toMatchObject({
      error: { code: "all-stopped" },
    });
    expect(await differences()).toEqual([]);
    const shown = await here.see(freezeList, {}, people.vic);
    expect(shown.stop.inForce).toMatchObject({ id: stop, askedBy: "Rhea Cole" });
    expect((await here.see(shellSummary, {}, people.vic)).stop).toMatchObject({ state: "in-force" });
    await endedByTwo(stop);
    expect((await here.see(shellSummary, {}, people.vic)).stop).toBeNull();
    expect(await here.attempt(haltStoppedRollout, halting, here.system)).toMatchObject({
      error: { code: "not-stopped" },
    });
    // It stays halted until somebody resumes it.
    expect(await here.attempt(resumeRollout, resuming, people.rhea)).toMatchObject({ ok: true });
    expect(await differences()).toEqual([]);
    await world.takeBack(rollout);
  });

  it("lapses where nobody confirms within minutes, and lets every rollback pass", async () => {
    const { here, people } = world;
    const { rollout } = await world.underWay(2);
    const { stop } = await askingStop(here, people.rhea);
    later(15 * MINUTE_MS);
    expect(await confirmingStop(here, people.dara, stop)).toMatchObject({ error: { code: "stop-lapsed" } });
    const again = await askingStop(here, people.dara);
    expect(await confirmingStop(here, people.rhea, again.stop)).toMatchObject({ ok: true });
    await world.observe(rollout, { candidate: { score: 0.01 } });
    later(HOUR_MS);
    expect((await here.see(dueWork, {}, here.system)).judge).toContain(rollout);
    expect(await world.judge(rollout)).toMatchObject({ value: { decision: "roll-back" } });
    expect(await switchOff(world)).toMatchObject({ ok: true });
    await endedByTwo(again.stop);
    const off = (await here.see(freezeList, {}, people.vic)).items.find(
      ({ window }) => window.kind === "off",
    );
    await endedByTwo(off!.id);
  });

  it("is written by nobody past the command: the table takes no stop that two did not confirm", async () => {
    const { here } = world;
    const insert = inWorkspace(
      here.db,
      here.workspaceId,
      (tx) => tx.$executeRaw`
        INSERT INTO freeze_window (id, workspace_id, name, reason, terms, created_by_id, created_by_name, created_at)
        VALUES (gen_random_uuid(), ${here.workspaceId}::uuid, 'x', 'x', '{"window":{"kind":"stop"}}', 'x', 'x', now())`,
    );
    await expect(insert).rejects.toThrow("Nobody confirmed this stop");
  });
});
