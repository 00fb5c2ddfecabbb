import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Tx } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { rollupTotals } from "#lib/testing/worlds/rollup-totals.ts";
import { exposedModel, outcome, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { joinOutcomes, sweepOutcomes } from "./join-outcomes.ts";

const T0 = new Date("2026-11-24T09:00:00.000Z");
const OPEN_DAY = new Date(new Date().toISOString().slice(0, 10));
const later = (seconds: number) => new Date(T0.getTime() + seconds * 1000);

let here: TestWorkspace;
let model: Awaited<ReturnType<typeof exposedModel>>;
let send: ReturnType<typeof sender>;

beforeAll(async () => {
  here = await testWorkspace();
  model = await exposedModel(here);
  send = sender(here);
});
afterAll(() => here?.close());

const read = <T>(body: (tx: Tx) => Promise<T>) => inWorkspace(here.db, here.workspaceId, body);
const summed = (of: string, metric: string) => rollupTotals(here, of, metric);

it("a prediction and its outcome sent at the same moment are joined, in both arms of a shadow", async () => {
  const at = await model.expose({ at: T0, kind: "shadow" });
  const base = prediction(at, later(1));
  const shadow = { ...base, arm: "candidate" as const };
  // The baseline's answer is joined; the candidate's arrives together with the outcome.
  await send.predictions([base], later(2));
  await Promise.all([
    send.outcomes([outcome(base.predictionId, 1, later(3))], later(3)),
    send.predictions([shadow], later(3)),
  ]);
  expect(await summed(at, "log-loss")).toMatchObject({ n: 2 });
});

it("a missed answer is joined when its batch is sent again", async () => {
  const at = await model.expose({ at: T0, kind: "shadow" });
  const base = prediction(at, later(1));
  const batch = { batchId: randomUUID(), rows: [{ ...base, arm: "candidate" as const }] };
  await send.predictions(batch, later(2));
  // The state after the server died before joining the second arm.
  await read((tx) =>
    tx.outcome.create({
      data: {
        workspaceId: here.workspaceId,
        predictionId: base.predictionId,
        label: 1,
        joined: true,
        day: OPEN_DAY,
        at: later(3),
        receivedAt: later(3),
      },
    }),
  );
  await send.predictions(batch, later(4));
  expect(await summed(at, "log-loss")).toMatchObject({ n: 1 });
});

it("nothing is joined twice, however many try at once", async () => {
  const at = await model.expose({ at: T0 });
  const rows = Array.from({ length: 50 }, () => prediction(at, later(1)));
  const ids = rows.map((row) => row.predictionId);
  await send.predictions(rows, later(2));
  await read(async (tx) => {
    for (const predictionId of ids)
      await tx.outcome.create({
        data: {
          workspaceId: here.workspaceId,
          predictionId,
          label: 1,
          at: later(3),
          receivedAt: later(3),
          day: OPEN_DAY,
        },
      });
  });
  const joined = await Promise.all([
    read((tx) => sweepOutcomes(tx, here.workspaceId, later(4))),
    read((tx) => joinOutcomes(tx, here.workspaceId, ids.toReversed(), later(4))),
    read((tx) => joinOutcomes(tx, here.workspaceId, ids, later(4))),
  ]);
  expect(joined.flat()).toHaveLength(50);
  expect(await summed(at, "log-loss")).toMatchObject({ n: 50 });
  expect(await read((tx) => sweepOutcomes(tx, here.workspaceId, later(5)))).toEqual([]);
});

it("eight batches over the same buckets add up, and none is lost", async () => {
  const at = await model.expose({ at: T0 });
  const shared = Array.from({ length: 40 }, () => prediction(at, later(1)));
  const batches = Array.from({ length: 8 }, (_, batch) => [
    ...Array.from({ length: 100 }, (_, row) => prediction(at, later(1 + ((row * 7 + batch) % 10)))),
    // Every batch repeats these rows, each in its own order.
    ...(batch % 2 ? shared : shared.toReversed()),
  ]);
  const answers = await Promise.all(batches.map((rows) => send.predictions(rows, later(20))));
  expect(answers.every((answer) => answer.ok)).toBe(true);
  const accepted = answers.reduce((sum, answer) => sum + (answer.ok ? answer.value.accepted : 0), 0);
  expect(accepted).toBe(840);
  const { n, total } = await summed(at, "latency-ms");
  expect([n, total]).toEqual([840, 840 * 12]);
  const told = batches.map((rows) => rows.map((row) => outcome(row.predictionId, 1, later(21))));
  const outcomes = await Promise.all(told.map((rows) => send.outcomes(rows, later(21))));
  expect(outcomes.every((answer) => answer.ok)).toBe(true);
  expect(await summed(at, "log-loss")).toMatchObject({ n: 840 });
});
