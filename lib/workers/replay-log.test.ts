import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { founders, publishOneCouncil, submitted } from "#lib/testing/worlds/releases.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { startJobWorker } from "./job-worker.ts";
import { replayEveryLog } from "./replay-log.ts";

let here: TestWorkspace;
const alarms = async () =>
  (await here.eventsOf(`log/${here.workspaceId}`)).map(({ action, data }) => ({ action, data }));

beforeAll(async () => {
  here = await testWorkspace();
  const admin = await here.person("Ada", ["admin"]);
  const author = await here.person("Ann", ["data-scientist"]);
  await publishOneCouncil(here, admin, [{ function: "engineering", min: 1 }]);
  const { name: model } = await addModel(here, author);
  const { digest } = await addVersion(here, author, { model, bits: "one" });
  await addReport(here, author, { model, version: 1, digest, logLoss: 0.5 });
  await founders(here);
  await submitted(here, author, { model, version: 1 });
});
afterAll(() => here.close());

it("leaves no event where log and tables agree, and one event that lists the differences", async () => {
  const { log, lines } = silentLog();
  expect(await replayEveryLog(here.db, log)).toBe(0);
  expect(await alarms()).toEqual([]);
  // As someone with the database's password would, past the application.
  await withClient(here.database.ownerUrl, (client) =>
    client.query("UPDATE release SET state = 'approved', approved_at = now() WHERE number = 1"),
  );
  expect(await replayEveryLog(here.db, log)).toBe(2);
  expect(await alarms()).toEqual([
    { action: "log.diverged", data: { events: expect.any(Number), differences: 2 } },
  ]);
  expect(lines.join().replaceAll("\\", "")).toContain(
    'release 1: state is "approved" in the tables, "in-review" in the log',
  );
});

it("is done by the worker, and scheduled every night", async () => {
  const worker = startJobWorker(here.db, here.database.appUrl, silentLog().log);
  const boss = new PgBoss({ connectionString: here.database.appUrl, migrate: false, schedule: false });
  boss.on("error", () => {});
  await boss.start();
  try {
    await expect
      .poll(() => boss.getSchedules("replay-log"), { timeout: 20_000 })
      .toMatchObject([{ cron: "17 3 * * *" }]);
    const before = (await alarms()).length;
    await boss.send("replay-log", {});
    await expect.poll(async () => (await alarms()).length, { timeout: 20_000 }).toBe(before + 1);
  } finally {
    await boss.stop({ graceful: false });
    await worker.stop();
  }
});
