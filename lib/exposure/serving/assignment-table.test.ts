import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { registryStory } from "#lib/testing/specimens/registry.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { type AssignmentTable, startAssignmentTable } from "./assignment-table.ts";

let here: TestWorkspace;
let story: Awaited<ReturnType<typeof registryStory>>;
let table: AssignmentTable | undefined;
beforeAll(async () => {
  here = await testWorkspace();
  story = await registryStory(here);
});
afterEach(() => table?.stop());
afterAll(() => here?.close());

/** Connected to another database for its notifications, so that none reaches it. */
async function deafTable(): Promise<AssignmentTable> {
  const elsewhere = new URL(here.database.ownerUrl);
  elsewhere.pathname = "/postgres";
  table = startAssignmentTable(here.db, elsewhere.href, silentLog().log);
  await until(() => table?.ready() === true);
  return table;
}

async function until(met: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await met())) {
    if (Date.now() > deadline) throw new Error("It did not happen within 10 s");
    await sleep(20);
  }
}

const move = (sequence: number, candidateWeight: number) =>
  inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.exposure.create({
      data: {
        id: crypto.randomUUID(),
        workspaceId: here.workspaceId,
        pointerId: story.ids.pointerId,
        sequence,
        at: new Date(),
        kind: "canary",
        baseVersionId: story.versions[0]!.versionId,
        candidateId: story.versions[1]!.versionId,
        candidateWeight,
        holdoutWeight: 0,
        cohortSeconds: 60,
        salt: "s",
        reason: "Entered Canary",
      },
    }),
  );
const served = (of: AssignmentTable) => of.find(here.workspaceId, "flight-delay.production");
const acknowledged = () =>
  here.db.sql.$queryRaw<{ exposureId: string }[]>`
    SELECT exposure_id::text AS "exposureId" FROM exposure_ack ORDER BY loaded_at`;

it("finds a new exposure although its notification is lost, and acknowledges each once", async () => {
  const first = await move(1, 500);
  const deaf = await deafTable();
  expect(served(deaf)?.candidateWeight).toBe(500);
  const second = await move(2, 2500);
  await until(() => served(deaf)?.candidateWeight === 2500);
  await until(async () => (await acknowledged()).length === 2);
  expect((await acknowledged()).map(({ exposureId }) => exposureId)).toEqual([first.id, second.id]);
});

it("keeps what it has while no exposure is added, and knows that it is current", async () => {
  const deaf = await deafTable();
  const before = served(deaf);
  await sleep(2500);
  expect(deaf.ageMs()).toBeLessThan(1500);
  expect(served(deaf)).toBe(before);
});
