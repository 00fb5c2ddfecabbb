import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { daysLater } from "#lib/kernel/time.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { exposedModel, outcome, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

/**
 * Somebody who holds the web server's database role wants another workspace's telemetry, or evidence to look better, or to
 * be gone: past the tables, through the partitions and through what drops them.
 */
let here: TestWorkspace;
let days: string[];

beforeAll(async () => {
  here = await testWorkspace();
  const { expose } = await exposedModel(here);
  const now = new Date();
  const one = prediction(await expose({ at: now }), now);
  const send = sender(here);
  await send.predictions([one], now);
  await send.outcomes([outcome(one.predictionId, 1, now)], now);
  // A day that was made later, by the reconciler.
  await asOwner(`SELECT turn_telemetry_day_to('${daysLater(now, 1).toISOString().slice(0, 10)}')`);
  days = (await asOwner("SELECT to_char(day, 'YYYYMMDD') AS day FROM telemetry_day ORDER BY day")).map(
    ({ day }) => day as string,
  );
});
afterAll(() => here?.close());

const asOwner = (sql: string) =>
  withClient(here.database.ownerUrl, async (client) => (await client.query(sql)).rows);
const asApp = (sql: string, workspaceId: string = here.workspaceId) =>
  withClient(here.database.appUrl, async (client) => {
    await client.query("SELECT set_config('app.workspace', $1, false)", [workspaceId]);
    return client.query(sql);
  });
const TABLES = ["ingest_batch", "prediction", "outcome"];
const REFUSED = /permission denied|must be owner/;

it("no partition can be reached by its name, nor shows a row if somebody lets the role in", async () => {
  expect(days).toHaveLength(9);
  for (const part of TABLES.flatMap((table) => days.map((day) => `${table}_${day}`))) {
    for (const sql of [
      `SELECT FROM ${part}`,
      `DELETE FROM ${part}`,
      `TRUNCATE ${part}`,
      `DROP TABLE ${part}`,
    ])
      await expect(asApp(sql), sql).rejects.toThrow(REFUSED);
  }
  const { username } = new URL(here.database.appUrl);
  for (const table of TABLES) {
    const part = `${table}_${days[0]}`;
    expect(await asOwner(`SELECT FROM ${part}`)).not.toHaveLength(0);
    await asOwner(`GRANT SELECT ON ${part} TO ${username}`);
    expect((await asApp(`SELECT FROM ${part}`)).rowCount).toBe(0);
  }
});

it("through its table a workspace sees its own rows of every day, and no other's", async () => {
  for (const table of TABLES) {
    expect((await asApp(`SELECT FROM ${table}`)).rowCount).toBeGreaterThan(0);
    expect((await asApp(`SELECT FROM ${table}`, randomUUID())).rowCount).toBe(0);
  }
});

it("no row's evidence is rewritten, moved to another day or deleted", async () => {
  for (const sql of [
    "UPDATE prediction SET score = 1",
    "UPDATE prediction SET failed = false",
    "UPDATE prediction SET day = day - 1",
    "UPDATE outcome SET label = 1",
    "UPDATE outcome SET day = day - 1",
    "UPDATE outcome SET revision = 9",
    "UPDATE ingest_batch SET day = day - 1",
    "UPDATE ingest_batch SET source = 'another'",
    "UPDATE prediction SET source = 'another'",
    "UPDATE prediction SET receipt_valid = true",
    "UPDATE outcome SET pointer_id = gen_random_uuid()",
    ...TABLES.flatMap((table) => [`DELETE FROM ${table}`, `TRUNCATE ${table}`, `DROP TABLE ${table}`]),
  ])
    await expect(asApp(sql), sql).rejects.toThrow(REFUSED);
});

it("no day is dropped early: neither how many are kept, nor which is open, nor the clock is the role's to choose", async () => {
  for (const sql of [
    "UPDATE telemetry_calendar SET kept_days = 7",
    "UPDATE telemetry_calendar SET open_day = '2100-01-01'",
    "UPDATE telemetry_day SET opened_at = now()",
    "INSERT INTO telemetry_day (day) VALUES ('2100-01-01')",
    "SELECT turn_telemetry_day_to('2100-01-01')",
    "SELECT make_telemetry_day('2100-01-01')",
    "SELECT drop_telemetry_day('2026-11-27')",
  ])
    await expect(asApp(sql), sql).rejects.toThrow(REFUSED);
  const stored = async () => (await asOwner("SELECT count(*) AS n FROM prediction"))[0];
  const before = await stored();
  for (const setting of [
    "timezone = 'Pacific/Kiritimati'",
    "datestyle = 'SQL, DMY'",
    "search_path = pg_temp",
  ])
    await withClient(here.database.appUrl, async (client) => {
      await client.query(`SET ${setting}`);
      await client.query("SELECT public.turn_telemetry_day()");
    });
  expect(await stored()).toEqual(before);
});
