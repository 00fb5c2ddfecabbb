import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { draftUnder } from "#lib/testing/worlds/draft-under.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
let draft: Awaited<ReturnType<typeof draftUnder>>;
beforeEach(async () => {
  world = await testWorld();
  draft = await draftUnder(world);
});
afterEach(() => world?.here.close());

const events = async () => world.here.eventsOf(`release/${(await draft.page()).id}`);
const SECURITY = { function: "security", min: 1 } as const;

describe("the policy of a release", () => {
  it("is the one in force when it is submitted, not the one its draft was written under", async () => {
    await draft.publish(5, [...SEATS, SECURITY]);
    await draft.submit();
    const page = await draft.page();
    expect(page).toMatchObject({
      state: "in-review",
      round: 2,
      dueAt: daysLater(world.here.clock.now, 5).toISOString(),
      sections: { policy: { version: 2, reviewDays: 5 } },
    });
    expect(page.council.seats.map((seat) => seat.function)).toContain("security");
    expect((await events()).slice(-2)).toMatchObject([
      { action: "release.edited", data: { round: 2, changed: ["policy"], policy: 2, contributors: [] } },
      { action: "release.submitted", data: { round: 2, policy: 2, subject: page.subjectDigest } },
    ]);
    expect(await draft.differences()).toEqual([]);
  });

  it("opens no round where it is still the draft's", async () => {
    await draft.submit();
    expect(await draft.page()).toMatchObject({ round: 1, sections: { policy: { version: 1 } } });
    expect((await events()).at(-1)).toMatchObject({
      action: "release.submitted",
      data: { round: 1, policy: 1 },
    });
  });

  it("is bound again at every edit, and asks for the seats it adds", async () => {
    await draft.submit();
    await world.approve(draft.release);
    await draft.publish(5, [...SEATS, SECURITY]);
    await draft.edit("Another reason.");
    expect(await draft.page()).toMatchObject({
      state: "in-review",
      sections: { policy: { version: 2 } },
      council: { approved: false },
    });
    expect((await events()).at(-1)).toMatchObject({ data: { changed: ["case", "policy"], policy: 2 } });
    expect(await draft.differences()).toEqual([]);
  });

  it("cannot be replaced between being read and being bound", async () => {
    const { here } = world;
    const order: string[] = [];
    const bound = inWorkspace(here.db, here.workspaceId, async (tx) => {
      await holdPolicy(tx, here.workspaceId);
      order.push("held");
      await new Promise((done) => setTimeout(done, 400));
      order.push("bound");
    });
    while (order.length === 0) await new Promise((done) => setTimeout(done, 10));
    await draft.publish(5);
    order.push("published");
    await bound;
    expect(order).toEqual(["held", "bound", "published"]);
  });
});
