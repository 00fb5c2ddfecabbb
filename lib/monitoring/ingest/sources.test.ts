import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exposureReceipts } from "#lib/crypto/exposure-receipt.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import {
  exposedModel,
  prediction,
  type SentPrediction,
  SUBJECT_SECRET,
  sender,
} from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

const T0 = new Date("2026-11-24T09:00:00.000Z");
const later = (seconds: number) => new Date(T0.getTime() + seconds * 1000);

let here: TestWorkspace;
let model: Awaited<ReturnType<typeof exposedModel>>;
let receiptFor: (exposureId: string, arm: Arm | "both", subject: string, at?: Date) => string;

beforeAll(async () => {
  here = await testWorkspace();
  model = await exposedModel(here);
  const receipts = exposureReceipts(SUBJECT_SECRET, here.workspaceId);
  receiptFor = (exposureId, arm, subject, at = later(1)) => receipts.issue({ exposureId, arm, subject }, at);
});
afterAll(() => here?.close());

const edge = () => sender(here, { name: "edge", pointerId: model.pointerId });
const sumsOf = async (exposureId: string) => {
  const rows = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.sourceSums.findMany({ where: { exposureId }, orderBy: [{ source: "asc" }, { arm: "asc" }] }),
  );
  return rows.map((each) => [
    each.source,
    each.arm,
    ...[each.rows, each.broken, each.receiptsValid, each.receiptsInvalid].map(Number),
    (each.latestAt.getTime() - T0.getTime()) / 1000,
  ]);
};
/** The same from the rows. */
const recounted = (exposureId: string) =>
  inWorkspace(here.db, here.workspaceId, async (tx) => {
    const rows = await tx.prediction.findMany({ where: { exposureId } });
    const groups = Map.groupBy(rows, ({ source, arm }) => `${source} ${arm}`);
    return [...groups.values()]
      .map((all) => [
        all[0]!.source,
        all[0]!.arm,
        all.length,
        all.filter(({ failed, score, latencyMs }) => failed || !usable(score) || !usable(latencyMs)).length,
        all.filter(({ receiptValid }) => receiptValid === true).length,
        all.filter(({ receiptValid }) => receiptValid === false).length,
        (Math.max(...all.map(({ receivedAt }) => receivedAt.getTime())) - T0.getTime()) / 1000,
      ])
      .sort();
  });
const usable = (value: number | null) => value !== null && Number.isFinite(value);

it("what each source reported of each arm equals its rows, whatever came twice, broken or from several at once", async () => {
  const at = await model.expose({ at: T0 });
  const rows = Array.from({ length: 60 }, (_, n) =>
    prediction(at, later(1), {
      arm: n % 3 === 0 ? "candidate" : "baseline",
      ...(n % 7 === 0 ? { failed: true } : {}),
      ...(n % 11 === 0 ? { score: null } : {}),
      ...(n % 13 === 0 ? { latencyMs: "NaN" } : {}),
    }),
  );
  const [mine, all] = [edge(), sender(here)];
  await Promise.all([
    mine.predictions(rows.slice(0, 40), later(2)),
    all.predictions(rows.slice(20), later(3)),
    mine.predictions(rows.slice(10, 30), later(4)),
    all.predictions(rows.slice(0, 50).toReversed(), later(5)),
  ]);
  const sums = await sumsOf(at);
  expect(sums).toEqual(await recounted(at));
  expect(sums.reduce((total, [, , n]) => total + Number(n), 0)).toBe(60);
});

describe("an exposure receipt", () => {
  const valid = async (row: Partial<SentPrediction>, exposureId: string) => {
    const one = prediction(exposureId, later(2), row);
    expect(await edge().predictions([one], later(3))).toMatchObject({ value: { accepted: 1 } });
    const stored = await inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.prediction.findFirstOrThrow({ where: { predictionId: one.predictionId } }),
    );
    return stored.receiptValid;
  };

  it("is valid for the exposure, arm and subject it was issued for", async () => {
    const at = await model.expose({ at: T0 });
    const receipt = receiptFor(at, "candidate", "ada");
    expect(await valid({ arm: "candidate", subject: "ada", receipt }, at)).toBe(true);
    expect(await valid({ arm: "candidate", subject: "ada" }, at)).toBeNull();
    expect(await sumsOf(at)).toEqual([["edge", "candidate", 2, 0, 1, 0, 3]]);
  });

  it("covers both arms in shadow, where one evaluation is answered by both", async () => {
    const at = await model.expose({ at: T0, kind: "shadow" });
    const receipt = receiptFor(at, "both", "ada");
    for (const arm of ["baseline", "candidate"] as const)
      expect(await valid({ arm, subject: "ada", receipt }, at)).toBe(true);
  });

  it.each([
    ["another subject", (at: string) => receiptFor(at, "candidate", "bob")],
    ["another arm", (at: string) => receiptFor(at, "baseline", "ada")],
    ["another exposure", () => receiptFor(crypto.randomUUID(), "candidate", "ada")],
    ["a time to come", (at: string) => receiptFor(at, "candidate", "ada", later(600))],
    [
      "another installation",
      (at: string) =>
        exposureReceipts("another installation's secret!!!", here.workspaceId).issue(
          { exposureId: at, arm: "candidate", subject: "1" },
          later(1),
        ),
    ],
    ["nothing", () => "htm2b.AAAAAAAAAAAAAAAA"],
    ["no receipt", () => "not even close"],
  ])("of %s is taken and counted as invalid", async (_of, receiptOf) => {
    const at = await model.expose({ at: T0 });
    expect(await valid({ arm: "candidate", subject: "ada", receipt: receiptOf(at) }, at)).toBe(false);
    expect(await sumsOf(at)).toEqual([["edge", "candidate", 1, 0, 0, 1, 3]]);
  });

  it("of a row that names no subject is invalid", async () => {
    const at = await model.expose({ at: T0 });
    expect(await valid({ arm: "candidate", receipt: receiptFor(at, "candidate", "") }, at)).toBe(false);
  });
});
