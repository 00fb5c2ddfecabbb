import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { DELIVERIES_KEPT_DAYS, MESSAGES_KEPT_DAYS } from "#lib/overview/keeping.ts";
import { PASSED_DAYS_MAX, SOON_DAYS } from "#lib/overview/moments.ts";
import { DROPPED_MAX } from "#lib/overview/rows/drop-told.ts";
import {
  type Person,
  type TestWorkspace,
  testWorkspace,
  workspaceIn,
} from "#lib/testing/worlds/workspace.ts";
import { dropToldIn } from "./drop-told.ts";

let here: TestWorkspace;
let there: TestWorkspace;
let ada: Person;
let now: Date;
beforeAll(async () => {
  here = await testWorkspace();
  ada = await here.person("Ada Berg", ["admin"]);
  there = await workspaceIn(here.database, "Elsewhere", here.clock);
  now = here.clock.now;
});
beforeEach(() => emptied(here));
afterAll(async () => {
  await there?.db.close();
  await here?.close();
});

const emptied = (at: TestWorkspace) =>
  inWorkspace(at.db, at.workspaceId, async (tx) => {
    await tx.$executeRaw`DELETE FROM mail_delivery`;
    await tx.$executeRaw`DELETE FROM inbox_message`;
    await tx.$executeRaw`DELETE FROM webhook_delivery`;
    await tx.$executeRaw`DELETE FROM told_event`;
  });

const ago = (days: number, ms = 0) => new Date(daysLater(now, -days).getTime() - ms);
const run = (at = here) => dropToldIn(at.db, { workspaceId: at.workspaceId, now });

type Told = { toldAt: Date; dueAt?: Date; mail?: { state: string; endedAt?: Date } };

/** A message, perhaps with its mail. */
const message = (name: string, { toldAt, dueAt, mail }: Told, at = here) =>
  inWorkspace(at.db, at.workspaceId, async (tx) => {
    const [id, { workspaceId }] = [randomUUID(), at];
    const of = { id, workspaceId, personId: ada.id, source: name, topic: name, title: name, toldAt };
    const words = { kind: "decision", asks: false, sentence: "It was so.", href: "/models", urgent: false };
    await tx.inboxMessage.create({ data: { ...of, ...words, ...(dueAt ? { dueAt } : {}) } });
    if (mail)
      await tx.mailDelivery.create({
        data: {
          messageId: id,
          workspaceId,
          personId: ada.id,
          digest: false,
          tries: 1,
          nextAt: toldAt,
          ...mail,
        },
      });
  });

const posted = (name: string, state: string, endedAt: Date | null, queuedAt = endedAt ?? now) =>
  inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.webhookDelivery.create({
      data: {
        webhookId: randomUUID(),
        eventId: randomUUID(),
        workspaceId: here.workspaceId,
        leaf: 1,
        state,
        tries: 1,
        queuedAt,
        nextAt: queuedAt,
        endedAt,
        trouble: name,
      },
    }),
  );

const left = (at = here) =>
  inWorkspace(at.db, at.workspaceId, async (tx) => ({
    messages: (await tx.inboxMessage.findMany({ orderBy: { title: "asc" } })).map(({ title }) => title),
    mail: await tx.mailDelivery.count(),
    posted: (await tx.webhookDelivery.findMany({ orderBy: { trouble: "asc" } })).map(
      ({ trouble }) => trouble,
    ),
    told: await tx.toldEvent.count(),
    log: await tx.auditEvent.count(),
  }));

it("drops messages after their days, with their mail, but none whose deadline is ahead", async () => {
  await message("old", { toldAt: ago(MESSAGES_KEPT_DAYS, 1), mail: { state: "sent", endedAt: ago(9) } });
  await message("old, never mailed", { toldAt: ago(MESSAGES_KEPT_DAYS, 1), mail: { state: "due" } });
  await message("old and overdue", { toldAt: ago(MESSAGES_KEPT_DAYS, 1), dueAt: ago(1) });
  await message("old and due", { toldAt: ago(MESSAGES_KEPT_DAYS, 1), dueAt: daysLater(now, 1) });
  await message("just kept", { toldAt: ago(MESSAGES_KEPT_DAYS), mail: { state: "sent", endedAt: ago(9) } });
  const before = await left();
  expect(await run()).toBe(3);
  expect(await left()).toEqual({ ...before, messages: ["just kept", "old and due"], mail: 1 });
  expect(await run()).toBe(0);
});

it("drops mail some time after it ended, also what was given up, and the message stays", async () => {
  for (const state of ["sent", "skipped", "dead"])
    for (const ms of [0, 1])
      await message(`${state} ${ms}`, {
        toldAt: ago(DELIVERIES_KEPT_DAYS, ms),
        mail: { state, endedAt: ago(DELIVERIES_KEPT_DAYS, ms) },
      });
  await message("due", { toldAt: ago(DELIVERIES_KEPT_DAYS + 9), mail: { state: "due" } });
  expect(await run()).toBe(3);
  expect(await left()).toMatchObject({ messages: { length: 7 }, mail: 4 });
});

it("drops what became of a webhook's event, and never what still waits for its receiver", async () => {
  await posted("waits", "due", null, ago(2 * DELIVERIES_KEPT_DAYS));
  for (const state of ["sent", "dead"]) {
    await posted(`${state}, kept`, state, ago(DELIVERIES_KEPT_DAYS));
    await posted(`${state}, old`, state, ago(DELIVERIES_KEPT_DAYS, 1));
  }
  await run();
  expect((await left()).posted).toEqual(["dead, kept", "sent, kept", "waits"]);
});

it("drops nothing of another workspace, and nothing twice by two at once", async () => {
  const told = { toldAt: ago(MESSAGES_KEPT_DAYS, 1) };
  await message("theirs", told, there);
  for (let nth = 0; nth < 20; nth++) await message(`ours ${nth}`, told);
  const both = await Promise.all([run(), run()]);
  expect(both[0]! + both[1]!).toBe(20);
  expect((await left()).messages).toEqual([]);
  expect((await left(there)).messages).toEqual(["theirs"]);
});

it("goes on until nothing old is left, in bounded batches, and leaves the log as it was", async () => {
  const rows = 2 * DROPPED_MAX + 7;
  await inWorkspace(
    here.db,
    here.workspaceId,
    (tx) =>
      tx.$executeRaw`
      INSERT INTO told_event (event_id, workspace_id, told_at)
      SELECT gen_random_uuid(), ${here.workspaceId}::uuid, ${ago(MESSAGES_KEPT_DAYS + 1)}::timestamptz
      FROM generate_series(1, ${rows}::int)`,
  );
  const before = await left();
  expect(await run()).toBe(rows);
  expect(await left()).toEqual({ ...before, told: 0 });
});

it("keeps a message for longer than the moment that it is of may be told", () => {
  expect(MESSAGES_KEPT_DAYS).toBeGreaterThan(PASSED_DAYS_MAX + Math.max(...Object.values(SOON_DAYS)));
});
