import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { markMessages } from "#lib/overview/rows/mark-messages.ts";
import { openItems, tellAll } from "#lib/testing/worlds/telling.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { inbox } from "./inbox.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

/** Messages with and without deadlines, several of the same. */
async function twentyThree({ id: personId }: Person): Promise<void> {
  const { here } = world;
  await inWorkspace(here.db, here.workspaceId, async (tx) => {
    for (let nth = 0; nth < 23; nth++)
      await tx.inboxMessage.create({
        data: {
          id: `01900000-0000-7000-8000-0000000000${String(nth + 10)}`,
          workspaceId: here.workspaceId,
          personId,
          source: `test/${nth}`,
          kind: nth % 2 ? "finding" : "decision",
          topic: `t-${nth}`,
          asks: false,
          title: `Message ${nth}`,
          sentence: "A 100% match.",
          href: "/models",
          model: "flight-delay",
          urgent: false,
          dueAt: nth % 3 === 0 ? null : daysLater(here.clock.now, (nth % 5) - 1),
          toldAt: here.clock.now,
        },
      });
  });
}

describe("an inbox", () => {
  it("is its owner's alone: nobody reads or marks another's, whatever ids they send", async () => {
    const { here, people } = world;
    await world.submit(2);
    await tellAll(here);
    const [item] = await openItems(here, people.dara);
    const marking = {
      personId: people.vic.id,
      messages: [item!.id],
      as: "done" as const,
      now: here.clock.now,
    };
    expect(await inWorkspace(here.db, here.workspaceId, (tx) => markMessages(tx, marking))).toBe(0);
    expect((await openItems(here, people.dara)).map(({ id }) => id)).toContain(item!.id);
    const token = {
      kind: "token",
      id: "t",
      name: "t",
      workspaceId: here.workspaceId,
      scopes: ["registry:read"],
    } as const;
    expect(await here.ask(inbox, {}, token)).toMatchObject({ error: { code: "person-only" } });
  });

  it("shows each message on exactly one page, by deadline, however many there are", async () => {
    const { here, people } = world;
    await twentyThree(people.priya);
    const found: string[] = [];
    const due: number[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await here.see(inbox, { limit: 4, ...(cursor ? { cursor } : {}) }, people.priya);
      found.push(...page.items.map(({ id }) => id));
      due.push(...page.items.map(({ dueAt }) => (dueAt ? Date.parse(dueAt) : Number.MAX_SAFE_INTEGER)));
      cursor = page.nextCursor;
    } while (cursor);
    expect([found.length, new Set(found).size]).toEqual([23, 23]);
    expect(due).toEqual(due.toSorted((a, b) => a - b));
    expect(await openItems(here, people.priya, { kind: "finding" })).toHaveLength(11);
    expect(await openItems(here, people.priya, { q: "100%" })).toHaveLength(23);
    expect(await openItems(here, people.priya, { q: "100_" })).toHaveLength(0);
    expect(await openItems(here, people.priya, { model: "flight-delay", unread: "yes" })).toHaveLength(23);
    const mark = (as: "read" | "done" | "open") =>
      inWorkspace(here.db, here.workspaceId, (tx) =>
        markMessages(tx, { personId: people.priya.id, as, now: here.clock.now }),
      );
    expect([await mark("read"), await mark("read")]).toEqual([23, 0]);
    expect(await openItems(here, people.priya, { unread: "yes" })).toHaveLength(0);
    await mark("done");
    expect(await openItems(here, people.priya, { show: "done" })).toHaveLength(23);
    expect(await here.see(inbox, {}, people.priya)).toMatchObject({
      items: [],
      counts: { open: 0, unread: 0 },
    });
  });
});
