import { afterAll, beforeAll, expect, it } from "vitest";
import { daysLater } from "#lib/kernel/time.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { exposedModel, outcome, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

const T0 = new Date(new Date().toISOString().slice(0, 10));
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

const asOwner = <T>(sql: string, values: unknown[] = []) =>
  withClient(here.database.ownerUrl, async (client) => (await client.query(sql, values)).rows as T[]);
const unitsOf = async (exposureId: string, arm: string) => {
  const [row] = await asOwner<{ units: number }>(
    `SELECT sum(units)::int AS units FROM metric_rollup
     WHERE exposure_id = $1 AND arm = $2 AND metric = 'error-rate' AND slice = '' AND clock = 'receipt'`,
    [exposureId, arm],
  );
  return row!.units;
};
const answers = (
  exposureId: string,
  subjects: readonly string[],
  arm: "baseline" | "candidate" = "baseline",
) => subjects.map((subject) => prediction(exposureId, later(1), { subject, arm }));

it("counts a subject once in each arm, and a row that names none as one of its own", async () => {
  const at = await model.expose({ at: T0 });
  await send.predictions(answers(at, ["ada", "ada", "bob"]), later(2));
  await send.predictions([...answers(at, ["bob", "cem"]), prediction(at, later(1))], later(3));
  await send.predictions(answers(at, ["ada"], "candidate"), later(3));
  expect(await unitsOf(at, "baseline")).toBe(4);
  expect(await unitsOf(at, "candidate")).toBe(1);
});

it("counts a subject once when batches arrive at the same moment", async () => {
  const at = await model.expose({ at: T0 });
  const names = Array.from({ length: 200 }, (_, n) => `subject ${n}`);
  const batches = Array.from({ length: 6 }, (_, n) => answers(at, n % 2 ? names : names.toReversed()));
  for (const sent of await Promise.all(batches.map((rows) => send.predictions(rows, later(2)))))
    expect(sent).toMatchObject({ ok: true });
  expect(await unitsOf(at, "baseline")).toBe(200);
});

it("knows a subject from another day, as long as that day is kept", async () => {
  const at = await model.expose({ at: T0 });
  await send.predictions(answers(at, ["ada", "bob"]), later(2));
  await asOwner("SELECT turn_telemetry_day_to($1)", [daysLater(T0, 1).toISOString().slice(0, 10)]);
  await send.predictions(answers(at, ["ada", "cem"]), later(3));
  expect(await unitsOf(at, "baseline")).toBe(3);
});

it("stores no subject in the clear, in any table", async () => {
  const at = await model.expose({ at: T0 });
  const rows = answers(at, ["ada.lovelace@example.org"]);
  await send.predictions(rows, later(2));
  await send.outcomes([outcome(rows[0]!.predictionId, 1, later(3))], later(3));
  const tables = await asOwner<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  for (const { name } of tables)
    expect(
      await asOwner(`SELECT FROM "${name}" AS stored WHERE stored::text LIKE '%lovelace%'`),
      name,
    ).toHaveLength(0);
});

it("takes no subject that is empty or endless", async () => {
  const at = await model.expose({ at: T0 });
  for (const subject of ["", "x".repeat(501)])
    expect(await send.predictions(answers(at, [subject]), later(2))).toMatchObject({
      ok: false,
      error: { code: "invalid-input" },
    });
});
