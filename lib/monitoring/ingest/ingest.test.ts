import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { rollupTotals } from "#lib/testing/worlds/rollup-totals.ts";
import {
  exposedModel,
  outcome,
  prediction,
  SUBJECT_SECRET,
  sender,
  serving,
} from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { ingestPredictions } from "./ingest-predictions.ts";

const T0 = new Date("2026-11-24T09:00:00.000Z");
const later = (seconds: number) => new Date(T0.getTime() + seconds * 1000);

let here: TestWorkspace;
let model: Awaited<ReturnType<typeof exposedModel>>;
let send: ReturnType<typeof sender>;
let exposureId: string;

beforeAll(async () => {
  here = await testWorkspace();
  model = await exposedModel(here);
  send = sender(here);
  exposureId = await model.expose({ at: T0 });
});
afterAll(() => here?.close());

const read = <T>(body: (tx: Tx) => Promise<T>) => inWorkspace(here.db, here.workspaceId, body);
const summed = (of: string, metric: string) => rollupTotals(here, of, metric);
const code = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? "ok" : result.error!.code);

describe("a batch", () => {
  it("is counted once under its id; sent again, it gets the same answer", async () => {
    const at = await model.expose({ at: T0 });
    const rows = [prediction(at, later(1)), prediction(at, later(1))];
    const batch = { batchId: randomUUID(), rows };
    const first = await send.predictions(batch, later(2));
    expect(first).toEqual({
      ok: true,
      value: { batchId: batch.batchId, accepted: 2, repeated: 0, contradicted: 0 },
    });
    expect(await send.predictions(batch, later(60))).toEqual(first);
    expect(await summed(at, "error-rate")).toMatchObject({ n: 2 });
  });

  it("with other rows under a used id is refused", async () => {
    const batchId = randomUUID();
    await send.predictions({ batchId, rows: [prediction(exposureId, later(1))] }, later(2));
    const other = await send.predictions({ batchId, rows: [prediction(exposureId, later(1))] }, later(2));
    expect(code(other)).toBe("batch-id-reused");
    // Predictions and outcomes have separate ids: the same batch id may be used for both.
    const told = await send.outcomes({ batchId, rows: [outcome(randomUUID(), 1, later(3))] }, later(4));
    expect(told.ok).toBe(true);
  });

  it("counts a prediction once, within a batch and across batches", async () => {
    const at = await model.expose({ at: T0 });
    const one = prediction(at, later(1));
    expect(await send.predictions([one, one, { ...one, score: 0.9 }], later(2))).toMatchObject({
      value: { accepted: 1, repeated: 2 },
    });
    expect(await send.predictions([one, prediction(at, later(1))], later(2))).toMatchObject({
      value: { accepted: 1, repeated: 1 },
    });
    expect(await summed(at, "error-rate")).toMatchObject({ n: 2 });
  });

  it("may hold both arms under one id: a shadow's pair", async () => {
    const at = await model.expose({ at: T0, kind: "shadow" });
    const base = prediction(at, later(1));
    const both = await send.predictions([base, { ...base, arm: "candidate", score: 0.5 }], later(2));
    expect(both).toMatchObject({ value: { accepted: 2, repeated: 0 } });
    await send.outcomes([outcome(base.predictionId, 1, later(3))], later(4));
    const { n, total } = await summed(at, "log-loss");
    expect(n).toBe(2);
    expect(total).toBeCloseTo(-Math.log(0.25) - Math.log(0.5), 12);
  });
});

describe("what is refused as a whole", () => {
  const good = () => prediction(exposureId, later(1));
  const cases: [string, () => unknown[], string, RegExp?][] = [
    ["an unknown exposure", () => [good(), prediction(randomUUID(), later(1))], "exposure-unknown", /\.1/],
    ["a time ahead", () => [good(), prediction(exposureId, later(3600))], "time-ahead", /\.1/],
    [
      "a time before the exposure",
      () => [good(), prediction(exposureId, later(-3600))],
      "time-before-exposure",
      /\.1/,
    ],
    ["an unknown key", () => [{ ...good(), note: "x" }], "invalid-input"],
    ["no rows", () => [], "invalid-input"],
    ["more than 5,000 rows", () => Array.from({ length: 5001 }, good), "invalid-input"],
    ["a score that is text", () => [{ ...good(), score: "high" }], "invalid-input"],
    [
      "five slices",
      () => [{ ...good(), slices: { a: "1", b: "1", c: "1", d: "1", e: "1" } }],
      "invalid-input",
    ],
  ];

  it.each(cases)("%s", async (_name, rowsOf, expected, message) => {
    const before = await read((tx) => tx.prediction.count());
    const refused = await send.predictions(rowsOf() as never, later(2));
    expect(code(refused)).toBe(expected);
    if (message && !refused.ok) expect(refused.error.message).toMatch(message);
    expect(await read((tx) => tx.prediction.count())).toBe(before);
  });

  it("leaves its batch id free for the corrected batch", async () => {
    const batchId = randomUUID();
    const ahead = await send.predictions({ batchId, rows: [prediction(exposureId, later(3600))] }, later(2));
    expect(code(ahead)).toBe("time-ahead");
    const mended = await send.predictions({ batchId, rows: [prediction(exposureId, later(1))] }, later(2));
    expect(mended.ok).toBe(true);
  });

  it("a candidate's answer on an exposure without a candidate", async () => {
    const live = await model.expose({ at: T0, kind: "live" });
    const refused = await send.predictions([prediction(live, later(1), { arm: "candidate" })], later(2));
    expect(code(refused)).toBe("exposure-unknown");
  });

  it("an exposure of another workspace, as if it did not exist", async () => {
    const workspaceId = randomUUID();
    await here.db.prisma.workspace.create({
      data: { id: workspaceId, slug: "elsewhere", name: "Elsewhere", createdAt: T0 },
    });
    const elsewhere = sender({ db: here.db, workspaceId });
    expect(code(await elsewhere.predictions([prediction(exposureId, later(1))], later(2)))).toBe(
      "exposure-unknown",
    );
  });

  it("a caller without the scope", async () => {
    const caller = { ...serving(here.workspaceId), scopes: ["registry:read"] } as never;
    const batch = { batchId: "b", predictions: [good()] };
    expect(
      code(await ingestPredictions(here.db, batch, { caller, now: later(2), secret: SUBJECT_SECRET })),
    ).toBe("scope-missing");
  });
});

describe("outcomes", () => {
  it("join predictions that arrived before and after them", async () => {
    const at = await model.expose({ at: T0 });
    const [early, late] = [prediction(at, later(1)), prediction(at, later(1), { arm: "candidate" })];
    await send.outcomes([outcome(late.predictionId, 0, later(5))], later(5));
    await send.predictions([early, late], later(6));
    expect(await summed(at, "log-loss")).toMatchObject({ n: 1, total: -Math.log(0.75) });
    await send.outcomes([outcome(early.predictionId, 1, later(7))], later(7));
    expect(await summed(at, "log-loss")).toMatchObject({ n: 2 });
  });

  it("that contradict an earlier one are counted but change nothing", async () => {
    const at = await model.expose({ at: T0 });
    const one = prediction(at, later(1));
    await send.predictions([one], later(2));
    await send.outcomes([outcome(one.predictionId, 1, later(3))], later(3));
    expect(await send.outcomes([outcome(one.predictionId, 0, later(4))], later(4))).toMatchObject({
      value: {
        accepted: 0,
        repeated: 0,
        contradicted: 1,
        notTaken: [{ predictionId: one.predictionId, why: "contradicted" }],
      },
    });
    expect(await send.outcomes([outcome(one.predictionId, 1, later(4))], later(4))).toMatchObject({
      value: {
        accepted: 0,
        repeated: 1,
        contradicted: 0,
        notTaken: [{ predictionId: one.predictionId, why: "repeated" }],
      },
    });
    const { n, total } = await summed(at, "log-loss");
    expect([n, total]).toEqual([1, -Math.log(0.25)]);
  });

  it("that contradict themselves within a batch: the first stays", async () => {
    const at = await model.expose({ at: T0 });
    const one = prediction(at, later(1));
    await send.predictions([one], later(2));
    const both = [outcome(one.predictionId, 1, later(3)), outcome(one.predictionId, 0, later(3))];
    expect(await send.outcomes(both, later(4))).toMatchObject({ value: { accepted: 1, contradicted: 1 } });
    expect(await summed(at, "log-loss")).toMatchObject({ n: 1, total: -Math.log(0.25) });
  });

  it("ahead of the clock are refused", async () => {
    expect(code(await send.outcomes([outcome(randomUUID(), 1, later(3600))], later(1)))).toBe("time-ahead");
  });

  it("of answers that are not numbers are counted as such; of failed answers, not at all", async () => {
    const at = await model.expose({ at: T0 });
    const rows = [null, "NaN", "-Infinity", 1.5, 0.5].map((score) => prediction(at, later(1), { score }));
    const failed = prediction(at, later(1), { failed: true, score: null });
    await send.predictions([...rows, failed], later(2));
    await send.outcomes(
      [...rows, failed].map((row) => outcome(row.predictionId, 1, later(3))),
      later(4),
    );
    expect(await summed(at, "log-loss")).toMatchObject({ n: 1, nonFinite: 4 });
    expect(await summed(at, "error-rate")).toMatchObject({ n: 6, total: 1 });
  });
});
