import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { rollupTotals } from "#lib/testing/worlds/rollup-totals.ts";
import { exposedModel, outcome, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { joinOutcomes, reviseLabels, sweepOutcomes } from "./join-outcomes.ts";

const T0 = new Date("2026-11-24T09:00:00.000Z");
const later = (seconds: number) => new Date(T0.getTime() + seconds * 1000);

let here: TestWorkspace;
let model: Awaited<ReturnType<typeof exposedModel>>;
let send: ReturnType<typeof sender>;
let at: string;

beforeAll(async () => {
  here = await testWorkspace();
  model = await exposedModel(here);
  send = sender(here);
  at = await model.expose({ at: T0 });
});
afterAll(() => here?.close());

const read = <T>(body: (tx: Tx) => Promise<T>) => inWorkspace(here.db, here.workspaceId, body);
/** Of one answer with the score 0.25: its log-loss by its label. */
const LOSS = [-Math.log(0.75), -Math.log(0.25)] as const;
const lossOf = async (exposureId: string) => {
  const { n, total } = await rollupTotals(here, exposureId, "log-loss");
  return [n, Number(total.toFixed(9))];
};
const counted = (n: number, total: number) => [n, Number(total.toFixed(9))];
const stored = (predictionId: string) =>
  read((tx) => tx.outcome.findMany({ where: { predictionId }, orderBy: { revision: "asc" } }));
const labels = async (predictionId: string) => (await stored(predictionId)).map(({ label }) => label);

async function answered(exposureId = at) {
  const one = prediction(exposureId, later(1));
  await send.predictions([one], later(2));
  return one;
}

describe("an outcome with another label", () => {
  it("takes the place of the first; both stay, and so does the count", async () => {
    const own = await model.expose({ at: T0 });
    const { predictionId } = await answered(own);
    await send.outcomes([outcome(predictionId, 1, later(3))], later(3));
    expect(await lossOf(own)).toEqual(counted(1, LOSS[1]));
    const batch = { batchId: randomUUID(), rows: [outcome(predictionId, 0, later(4))] };
    const first = await send.outcomes(batch, later(4));
    expect(first).toEqual({
      ok: true,
      value: { batchId: batch.batchId, accepted: 1, repeated: 0, contradicted: 0, corrected: 1 },
    });
    expect(await lossOf(own)).toEqual(counted(1, LOSS[0]));
    expect(await labels(predictionId)).toEqual([1, 0]);
    expect(await send.outcomes(batch, later(5))).toEqual(first);
    expect(await send.outcomes([outcome(predictionId, 0, later(6))], later(6))).toMatchObject({
      value: { accepted: 0, repeated: 1, contradicted: 0 },
    });
    expect(await labels(predictionId)).toEqual([1, 0]);
  });

  it("is newer by receipt, whatever the sender's clock says", async () => {
    const { predictionId } = await answered();
    await send.outcomes([outcome(predictionId, 1, later(30))], later(30));
    await send.outcomes([outcome(predictionId, 0, later(3))], later(31));
    expect(await labels(predictionId)).toEqual([1, 0]);
    expect(await read((tx) => tx.prediction.findFirst({ where: { predictionId } }))).toMatchObject({
      label: 0,
    });
  });

  it("goes back again: 0, 1, 0", async () => {
    const own = await model.expose({ at: T0 });
    const { predictionId } = await answered(own);
    for (const label of [0, 1, 0] as const)
      await send.outcomes([outcome(predictionId, label, later(3))], later(3));
    expect(await labels(predictionId)).toEqual([0, 1, 0]);
    expect(await lossOf(own)).toEqual(counted(1, LOSS[0]));
    expect((await stored(predictionId)).every(({ joined }) => joined)).toBe(true);
  });

  it("counts when it comes before the prediction, in both arms of a shadow", async () => {
    const own = await model.expose({ at: T0, kind: "shadow" });
    const one = prediction(own, later(1));
    for (const label of [0, 1] as const)
      await send.outcomes([outcome(one.predictionId, label, later(2))], later(2));
    await send.predictions([one, { ...one, arm: "candidate" }], later(3));
    expect(await lossOf(own)).toEqual(counted(2, 2 * LOSS[1]));
    await send.outcomes([outcome(one.predictionId, 0, later(4))], later(4));
    expect(await lossOf(own)).toEqual(counted(2, 2 * LOSS[0]));
  });

  it("comes in one batch with first ones and repeated ones, and with its own first", async () => {
    const own = await model.expose({ at: T0 });
    const rows = await Promise.all([answered(own), answered(own), answered(own), answered(own)]);
    const [known, same, fresh, both] = rows.map(({ predictionId }) => predictionId) as [
      string,
      string,
      string,
      string,
    ];
    await send.outcomes([outcome(known, 0, later(3)), outcome(same, 1, later(3))], later(3));
    const batch = [
      outcome(known, 1, later(4)),
      outcome(same, 1, later(4)),
      outcome(fresh, 1, later(4)),
      outcome(both, 0, later(4)),
      outcome(both, 1, later(4)),
    ];
    expect(await send.outcomes(batch, later(4))).toMatchObject({
      value: { accepted: 4, repeated: 1, corrected: 2, notTaken: [{ predictionId: same, why: "repeated" }] },
    });
    expect(await lossOf(own)).toEqual(counted(4, 4 * LOSS[1]));
  });

  it("is counted on another day than the first, and so is the next on a third", async () => {
    const own = await model.expose({ at: T0 });
    const { predictionId } = await answered(own);
    const turn = (days: number) =>
      withClient(here.database.ownerUrl, (client) =>
        client.query("SELECT turn_telemetry_day_to((now() AT TIME ZONE 'UTC')::date + $1::int)", [days]),
      );
    for (const [day, label] of ([0, 1, 0] as const).entries()) {
      await send.outcomes([outcome(predictionId, label, later(3 + day))], later(3 + day));
      await turn(day + 1);
    }
    expect(await labels(predictionId)).toEqual([0, 1, 0]);
    expect(new Set((await stored(predictionId)).map(({ day }) => day.getTime())).size).toBe(3);
    expect(await lossOf(own)).toEqual(counted(1, LOSS[0]));
  });
});

describe("at once", () => {
  it("the first, its corrections and the prediction end at the newest, each counted once", async () => {
    const own = await model.expose({ at: T0 });
    const rows = Array.from({ length: 30 }, () => prediction(own, later(1)));
    const all = (label: 0 | 1) => rows.map(({ predictionId }) => outcome(predictionId, label, later(2)));
    const sent = await Promise.all([
      send.outcomes(all(0), later(3)),
      send.predictions(rows, later(3)),
      send.outcomes(all(1).toReversed(), later(3)),
      send.outcomes(all(0), later(3)),
      send.predictions(rows.toReversed(), later(3)),
      send.outcomes(all(1), later(3)),
    ]);
    expect(sent.every(({ ok }) => ok)).toBe(true);
    const newest = await read((tx) =>
      tx.outcome.findMany({ where: { predictionId: rows[0]!.predictionId }, orderBy: { revision: "desc" } }),
    );
    expect(await lossOf(own)).toEqual(counted(30, 30 * LOSS[newest[0]!.label as 0 | 1]));
  });

  it("one batch sent twice corrects once", async () => {
    const { predictionId } = await answered();
    await send.outcomes([outcome(predictionId, 0, later(3))], later(3));
    const batch = { batchId: randomUUID(), rows: [outcome(predictionId, 1, later(4))] };
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => send.outcomes(batch, later(4))));
    expect(first).toMatchObject({ value: { corrected: 1 } });
    for (const other of others) expect(other).toEqual(first);
    expect(await labels(predictionId)).toEqual([0, 1]);
  });

  it("no join puts an older label over a newer one, however many revise", async () => {
    const own = await model.expose({ at: T0 });
    const { predictionId } = await answered(own);
    await send.outcomes([outcome(predictionId, 0, later(3))], later(3));
    // The state after the server died before it revised the buckets, twice.
    await read(
      (tx) =>
        tx.$executeRaw`INSERT INTO outcome (workspace_id, prediction_id, label, at, received_at, day, revision)
        SELECT workspace_id, prediction_id, 1 - label, at, received_at, day, 1 FROM outcome WHERE prediction_id = ${predictionId}`,
    );
    const ids = [predictionId];
    const revised = await Promise.all([
      read((tx) => sweepOutcomes(tx, here.workspaceId, later(4))),
      read((tx) => reviseLabels(tx, here.workspaceId, ids, later(4))),
      read((tx) => reviseLabels(tx, here.workspaceId, ids, later(4))),
      read((tx) => joinOutcomes(tx, here.workspaceId, ids, later(4))),
    ]);
    expect(revised.flat()).toEqual([own]);
    expect(await lossOf(own)).toEqual(counted(1, LOSS[1]));
    expect(await read((tx) => sweepOutcomes(tx, here.workspaceId, later(5)))).toEqual([]);
  });
});
