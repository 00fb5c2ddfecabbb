import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { resumeRollout } from "#lib/rollouts/commands/resume-rollout.ts";
import { unjudgedRollouts } from "#lib/rollouts/queries/unjudged-rollouts.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { askingStop, confirmingStop } from "#lib/testing/worlds/freezes.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { startReconciler } from "./reconciler.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

it("a rollout that could not be judged three times in a row is halted, and says so", async () => {
  const { here, underWay, people } = world;
  const { rollout } = await underWay();
  const row = () =>
    inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.rollout.findFirstOrThrow({ where: { number: rollout } }),
    );
  const { log, lines } = silentLog();
  // The judge cannot read the plan that the database's owner left.
  await withClient(here.database.ownerUrl, (client) =>
    client.query(`UPDATE rollout SET plan = jsonb_set(plan, '{guardrails}', '5') WHERE number = ${rollout}`),
  );
  const reconciler = startReconciler(here.db, here.database.appUrl, log);
  try {
    await vi.waitFor(async () => expect((await row()).state).toBe("halted"), {
      timeout: 15_000,
      interval: 100,
    });
  } finally {
    await reconciler.stop();
  }
  expect(lines.filter((line) => line.includes("judge rollout"))).toHaveLength(3);
  const because = "It could not be judged 3 times in a row.";
  const { id } = await row();
  expect(await row()).toMatchObject({ because });
  expect((await here.eventsOf(`rollout/${id}`)).at(-1)).toMatchObject({
    action: "rollout.halted",
    data: { number: rollout, by: "fault", because },
  });
  const jobs = await here.db.prisma.$queryRaw<
    { name: string }[]
  >`SELECT name FROM pgboss.job WHERE name = 'open-incident'`;
  expect(jobs).toHaveLength(1);

  const seen = () => here.see(unjudgedRollouts, {}, people.ada);
  expect(await seen()).toEqual([rollout]);
  await here.make(resumeRollout, { rollout, reason: "The plan is mended." }, people.rhea);
  expect(await seen()).toEqual([]);
}, 30_000);

it("a rollout is halted while two people keep all rollouts stopped, and its incident is not opened", async () => {
  const { here, people } = world;
  const newest = () =>
    inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.rollout.findFirstOrThrow({ orderBy: { number: "desc" } }),
    );
  const jobs = () => here.db.prisma.$queryRaw<unknown[]>`SELECT FROM pgboss.job WHERE name = 'open-incident'`;
  const before = (await jobs()).length;
  expect(await newest()).toMatchObject({ state: "running" });
  const { stop } = await askingStop(here, people.rhea);
  expect(await confirmingStop(here, people.dara, stop)).toMatchObject({ ok: true });
  const reconciler = startReconciler(here.db, here.database.appUrl, silentLog().log);
  try {
    await vi.waitFor(async () => expect((await newest()).state).toBe("halted"), {
      timeout: 15_000,
      interval: 50,
    });
  } finally {
    await reconciler.stop();
  }
  const { id } = await newest();
  expect((await here.eventsOf(`rollout/${id}`)).at(-1)).toMatchObject({ data: { by: "stop", freeze: stop } });
  expect(await jobs()).toHaveLength(before);
}, 30_000);
