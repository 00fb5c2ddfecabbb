import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { daysLater } from "#lib/kernel/time.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { rollupTotals } from "#lib/testing/worlds/rollup-totals.ts";
import { exposedModel, outcome, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { turnTelemetryDay } from "./telemetry-days.ts";

const KEPT = 30;

let here: TestWorkspace;
let model: Awaited<ReturnType<typeof exposedModel>>;
let send: ReturnType<typeof sender>;
let today: Date;

beforeEach(async () => {
  here = await testWorkspace();
  model = await exposedModel(here);
  send = sender(here);
  today = new Date(new Date().toISOString().slice(0, 10));
});
afterEach(() => here?.close());

const nameOf = (day: Date) => day.toISOString().slice(0, 10);
const asOwner = <T>(sql: string, values: unknown[] = []) =>
  withClient(here.database.ownerUrl, async (client) => (await client.query(sql, values)).rows as T[]);
/** Turns the day as if the database's clock showed it. */
const turnTo = async (day: Date) =>
  (await asOwner<{ done: string }>("SELECT turn_telemetry_day_to($1) AS done", [nameOf(day)])).map(
    ({ done }) => done,
  );
const rowsByDay = async (table: string) =>
  (
    await asOwner<{ day: string; n: number }>(
      `SELECT to_char(day, 'YYYY-MM-DD') AS day, count(*)::int AS n FROM ${table} GROUP BY 1 ORDER BY 1`,
    )
  ).map(({ day, n }) => [day, n]);
const held = async () =>
  (
    await asOwner<{ day: string }>(
      "SELECT to_char(day, 'YYYY-MM-DD') AS day FROM telemetry_day WHERE dropped_at IS NULL ORDER BY 1",
    )
  ).map(({ day }) => day);
const parts = async () =>
  (
    await asOwner<{ n: number }>(
      "SELECT count(*)::int AS n FROM pg_inherits WHERE inhparent IN ('ingest_batch'::regclass, 'prediction'::regclass, 'outcome'::regclass, 'subject_seen'::regclass)",
    )
  )[0]!.n;
/** One day after the other, as they come. */
const live = async (days: number) => {
  const done: string[] = [];
  for (let day = 1; day <= days; day++) done.push(...(await turnTo(daysLater(today, day))));
  return done;
};

describe("a day of telemetry", () => {
  it("is made a week ahead; turning again does nothing", async () => {
    expect(await held()).toHaveLength(8);
    expect(await turnTelemetryDay(here.db.sql)).toEqual([]);
    expect(await turnTo(daysLater(today, 1))).toEqual([
      `made ${nameOf(daysLater(today, 8))}`,
      `opened ${nameOf(daysLater(today, 1))}`,
    ]);
    expect(await turnTo(daysLater(today, 1))).toEqual([]);
  });

  it("takes what arrives, however late it is, and goes on while nobody turns it", async () => {
    const at = await model.expose({ at: daysLater(today, -20) });
    const now = daysLater(today, 3);
    const rows = [daysLater(today, -19), today, now].map((day) => prediction(at, day));
    expect(await send.predictions(rows, now)).toMatchObject({ value: { accepted: 3 } });
    expect(await rowsByDay("prediction")).toEqual([[nameOf(today), 3]]);
  });

  it("knows what came on another day: batches, predictions, outcomes", async () => {
    const at = await model.expose({ at: today });
    const one = prediction(at, today);
    const [sent, told] = [
      { batchId: randomUUID(), rows: [one] },
      { batchId: randomUUID(), rows: [outcome(one.predictionId, 1, today)] },
    ];
    const first = await send.predictions(sent, today);
    await turnTo(daysLater(today, 1));
    const second = await send.outcomes(told, today);
    await turnTo(daysLater(today, 2));
    expect(await send.predictions(sent, today)).toEqual(first);
    expect(await send.outcomes(told, today)).toEqual(second);
    expect(
      await send.predictions([{ ...one, at: daysLater(today, 1).toISOString() }], daysLater(today, 2)),
    ).toMatchObject({ value: { accepted: 0, repeated: 1 } });
    expect(await send.outcomes([outcome(one.predictionId, 0, today)], today)).toMatchObject({
      value: { accepted: 0, contradicted: 1 },
    });
    expect(await rollupTotals(here, at, "log-loss")).toMatchObject({ n: 1, total: -Math.log(0.25) });
    expect(await rowsByDay("ingest_batch")).toEqual([
      [nameOf(today), 1],
      [nameOf(daysLater(today, 1)), 1],
      [nameOf(daysLater(today, 2)), 2],
    ]);
  });

  it("counts a prediction once for each exposure that names it", async () => {
    const [first, second] = [await model.expose({ at: today }), await model.expose({ at: today })];
    const one = prediction(first, today);
    await send.predictions([one, { ...one, exposureId: second }], today);
    await send.outcomes([outcome(one.predictionId, 1, today)], today);
    for (const at of [first, second])
      expect(await rollupTotals(here, at, "log-loss")).toMatchObject({ n: 1 });
  });
});

describe("what is kept no longer", () => {
  it("goes with its day, and may then not come again; the sums stay", async () => {
    const at = await model.expose({ at: today });
    const one = prediction(at, today);
    await send.predictions([one], today);
    const before = await parts();
    expect((await live(KEPT)).filter((done) => done.startsWith("dropped"))).toEqual([]);
    const next = daysLater(today, KEPT + 1);
    expect(await turnTo(next)).toContain(`dropped ${nameOf(today)}`);
    expect(await rowsByDay("prediction")).toEqual([]);
    expect(await parts()).toBe(before + KEPT * 4);
    expect(await send.predictions([one], next)).toMatchObject({
      ok: false,
      error: { code: "time-not-kept", field: "predictions.0.at" },
    });
    expect(await rollupTotals(here, at, "error-rate")).toMatchObject({ n: 1 });
    expect(await send.predictions([prediction(at, daysLater(today, 2))], next)).toMatchObject({ ok: true });
  });

  it("stays while a rollout that began before its end is open", async () => {
    await asOwner(
      `INSERT INTO rollout (id, workspace_id, number, release_id, pointer_id, candidate_id, state, plan, plan_digest, salt,
         stage_index, stage_entered_at, started_by_id, started_by, started_at)
       VALUES (gen_random_uuid(), $1, 77, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'paused', '{}', '', '', 0, now(), gen_random_uuid(), '', now())`,
      [here.workspaceId],
    );
    expect((await live(KEPT + 3)).filter((done) => done.startsWith("dropped"))).toEqual([]);
    await asOwner("UPDATE rollout SET ended_at = now() WHERE number = 77");
    expect(await turnTo(daysLater(today, KEPT + 3))).toEqual(
      [0, 1, 2].map((day) => `dropped ${nameOf(daysLater(today, day))}`),
    );
  });

  it("waits for nobody who reads it, such as a backup", async () => {
    await live(KEPT);
    await withClient(here.database.ownerUrl, async (backup) => {
      await backup.query("BEGIN; SELECT count(*) FROM prediction");
      expect((await turnTo(daysLater(today, KEPT + 1))).filter((done) => done.startsWith("dropped"))).toEqual(
        [],
      );
      await backup.query("COMMIT");
    });
    expect(await turnTo(daysLater(today, KEPT + 1))).toEqual([`dropped ${nameOf(today)}`]);
  });
});

describe("a clock that jumps", () => {
  it("a year ahead takes one day, and back again finds what came meanwhile", async () => {
    await live(KEPT + 1);
    const [ahead, back] = [daysLater(today, 400), daysLater(today, KEPT + 2)];
    const lost = (await turnTo(ahead)).filter((done) => done.startsWith("dropped"));
    expect(lost).toHaveLength(1);
    const at = await model.expose({ at: ahead });
    const one = prediction(at, ahead);
    expect(await send.predictions([one], ahead)).toMatchObject({ value: { accepted: 1 } });
    for (const day of [back, daysLater(back, 1), daysLater(back, 2)]) {
      await turnTo(day);
      expect(await send.predictions([one], ahead)).toMatchObject({ value: { accepted: 0, repeated: 1 } });
    }
    const other = prediction(at, ahead);
    await send.predictions([other], ahead);
    await turnTo(daysLater(today, 401));
    expect(await send.predictions([other, one], ahead)).toMatchObject({
      value: { accepted: 0, repeated: 2 },
    });
    expect(await rollupTotals(here, at, "error-rate")).toMatchObject({ n: 2 });
  });
});

it("two reconcilers that turn the days during ingest neither lose nor repeat a row, nor each other's days", async () => {
  const at = await model.expose({ at: today });
  const rows = Array.from({ length: 60 }, () => prediction(at, today));
  const accepted = { n: 0 };
  const ingesting = async () => {
    for (let turn = 0; turn < 12; turn++) {
      const answer = await send.predictions(turn % 2 ? rows : rows.toReversed(), today);
      if (!answer.ok) throw new Error(answer.error.message);
      accepted.n += answer.value.accepted;
    }
  };
  const turning = () => live(12);
  await Promise.all([ingesting(), ingesting(), ingesting(), turning(), turning()]);
  expect(accepted.n).toBe(60);
  expect(await rollupTotals(here, at, "error-rate")).toMatchObject({ n: 60 });
  expect(await held()).toHaveLength(20);
}, 60_000);
