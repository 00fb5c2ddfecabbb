import { afterAll, beforeAll, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { plan } from "#lib/testing/specimens/rollout-evidence.ts";
import { prediction } from "#lib/testing/worlds/telemetry.ts";
import { ENTERED, later, watchedStages } from "#lib/testing/worlds/watched-stage.ts";
import { dropOldAdditions } from "./store-additions.ts";

let stages: Awaited<ReturnType<typeof watchedStages>>;
beforeAll(async () => {
  stages = await watchedStages();
});
afterAll(() => stages?.here.close());

const additions = (exposureId: string) =>
  inWorkspace(stages.here.db, stages.here.workspaceId, (tx) =>
    tx.evidenceAddition.findMany({ where: { exposureId }, orderBy: { id: "asc" } }),
  );

async function answered(exposureId: string, second: number) {
  const rows = [prediction(exposureId, later(second), { arm: "candidate" })];
  expect(await stages.send.predictions(rows, later(second))).toMatchObject({ ok: true });
}

it("tells of what was added where a reconciler leads and a rollout watches, from mark to mark", async () => {
  const { exposureId } = await stages.underWatch(plan);
  await answered(exposureId, 1);
  await answered(exposureId, 2);
  expect(await additions(exposureId)).toEqual([]);
  await stages.lead(exposureId);
  await answered(exposureId, 3);
  await answered(exposureId, 4);
  const told = await additions(exposureId);
  expect(told).toHaveLength(2);
  expect(told[1]!.markBefore).toBe(told[0]!.markAfter);
  const bucketMs = ENTERED.getTime() + 3000;
  expect(told[0]!.added).toMatchObject({
    latestMs: bucketMs,
    cells: expect.arrayContaining([
      ["error-rate", "candidate", "receipt", bucketMs, 1, 0, 0, 0, 1, 0],
      ["error-rate", "candidate", "sender", bucketMs, 1, 0, 0, 0, 1, 0],
    ]),
    histograms: [{ metric: "latency-ms", arm: "candidate", counts: [1] }],
  });
  await stages.asOwner("UPDATE worker_lease SET until = now()");
  await answered(exposureId, 5);
  expect(await additions(exposureId)).toHaveLength(2);
});

it("drops what is older than a minute", async () => {
  const { exposureId } = await stages.underWatch(plan);
  await stages.asOwner("UPDATE worker_lease SET until = 'infinity'");
  await stages.lead(exposureId);
  for (const second of [1, 2, 3]) await answered(exposureId, second);
  const [first, second] = await additions(exposureId);
  await stages.asOwner("UPDATE evidence_addition SET at = now() - interval '61 seconds' WHERE id = $1", [
    first!.id,
  ]);
  await inWorkspace(stages.here.db, stages.here.workspaceId, dropOldAdditions);
  expect(await additions(exposureId)).toEqual([second]);
});
