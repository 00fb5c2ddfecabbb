import { connect, createServer } from "node:net";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "#lib/db/free-port.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { startJobWorker } from "./job-worker.ts";

let here: TestWorkspace;
beforeAll(async () => {
  here = await testWorkspace();
});
afterAll(() => here.close());

it("starts once the database is up, however long it was away", async () => {
  const real = new URL(here.database.appUrl);
  const away = new URL(real);
  away.port = String(await freePort());
  const { log, lines } = silentLog();
  const worker = startJobWorker(here.db, away.href, log);
  await expect.poll(() => lines.join()).toContain("job worker: failed; retrying in");

  const line = createServer((client) => {
    const upstream = connect(Number(real.port), real.hostname);
    client.pipe(upstream).pipe(client);
    for (const end of [client, upstream]) end.on("error", () => {});
  });
  await new Promise<void>((done) => line.listen(Number(away.port), "127.0.0.1", done));
  const boss = new PgBoss({ connectionString: real.href, migrate: false, schedule: false });
  boss.on("error", () => {});
  await boss.start();
  try {
    await expect.poll(() => boss.getSchedules("replay-log"), { timeout: 20_000 }).toHaveLength(1);
  } finally {
    await boss.stop({ graceful: false });
    await worker.stop();
    line.close();
  }
});
