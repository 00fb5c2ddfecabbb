import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { markMessages } from "#lib/overview/rows/mark-messages.ts";
import { tellEvent } from "#lib/overview/rows/tell-event.ts";
import { openThread } from "#lib/releases/commands/open-thread.ts";
import { withdrawRelease } from "#lib/releases/commands/withdraw-release.ts";
import { haltRollout } from "#lib/rollouts/commands/halt-rollout.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { answer, conditionOf, reporting } from "#lib/testing/worlds/conditions.ts";
import { delegate, termsOf } from "#lib/testing/worlds/delegations.ts";
import { answering, challenge, judge } from "#lib/testing/worlds/discussion.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import { latestEvent, openItems, openLines, tellAll, tellDue, tellOne } from "#lib/testing/worlds/telling.ts";
import { waivableWorld, waived } from "#lib/testing/worlds/waivers.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { startJobWorker } from "./job-worker.ts";

const TO_SIGN = "signature: flight-delay v2 to production";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const rowsOf = (of: World = world) =>
  inWorkspace(of.here.db, of.here.workspaceId, (tx) => tx.inboxMessage.findMany());
const everybody = (of: World = world) => Object.values(of.people);
/** Everybody's inbox is empty again. */
const done = async (of: World = world) => {
  await tellAll(of.here);
  for (const { id: personId } of everybody(of))
    await inWorkspace(of.here.db, of.here.workspaceId, (tx) =>
      markMessages(tx, { personId, as: "done", now: of.here.clock.now }),
    );
};
beforeEach(() => done());

describe("an event of the log", () => {
  it("asks those for a signature who can give it, and nobody else", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await tellAll(here);
    for (const who of ["dara", "erik", "carla"] as const)
      expect(await openLines(here, people[who]), who).toContain(TO_SIGN);
    // Jonas opened it, Priya evaluated it: neither may sign, though both hold a function.
    for (const who of ["jonas", "priya", "rhea", "vic", "ada"] as const)
      expect(await openLines(here, people[who]), who).toEqual([]);
    const [item] = await openItems(here, people.dara);
    expect(item).toMatchObject({ unread: true, href: `/releases/${release}`, by: "Jonas Lindqvist" });

    await sign(here, people.dara, { release, seat: "data-science" });
    expect(await openLines(here, people.dara)).toEqual([]);
    expect(await openLines(here, people.carla)).toContain(TO_SIGN);
    await here.make(withdrawRelease, { release, reason: "A better one comes." }, people.jonas);
    await tellAll(here);
    expect(await openLines(here, people.carla)).toEqual([]);
    expect(await openLines(here, people.dara)).toEqual(["decision: flight-delay v2 to production"]);
  });

  it("tells each person once, whoever tells, how often, and from how many processes at once", async () => {
    const { here } = world;
    await world.submit(2);
    const submitted = await latestEvent(here, "release.submitted");
    const told = await Promise.all(Array.from({ length: 4 }, () => tellOne(here, submitted)));
    expect(told.toSorted()).toEqual([0, 0, 0, 3]);
    expect(await tellOne(here, submitted)).toBe(0);
    const of = (await rowsOf()).filter(({ source }) => source === submitted);
    expect(new Set(of.map(({ personId }) => personId)).size).toBe(of.length);
    expect(of).toHaveLength(3);
  });

  it("is told by the next try where a process was killed in the middle", async () => {
    const { here } = world;
    await world.submit(3);
    const submitted = await latestEvent(here, "release.submitted");
    const telling = { eventId: submitted, workspaceId: here.workspaceId, now: here.clock.now };
    const killed = inWorkspace(here.db, here.workspaceId, async (tx) => {
      await tellEvent(tx, telling);
      throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    expect((await rowsOf()).filter(({ source }) => source === submitted)).toEqual([]);
    expect(await tellOne(here, submitted)).toBe(3);
  });

  it("reaches people by the worker, after the commit", async () => {
    const { here, people } = world;
    const worker = startJobWorker(here.db, here.database.appUrl, silentLog().log);
    try {
      const said = {
        release: await world.submit(3),
        anchor: { at: "release" },
        text: "You?",
        mentions: [people.vic.id],
      };
      await here.make(openThread, said, people.dara);
      await expect
        .poll(() => openLines(here, people.vic), { timeout: 30_000 })
        .toEqual(["mention: flight-delay v3 to production"]);
    } finally {
      await worker.stop();
    }
  });

  it("follows a challenge from its author to its challenger and back", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await done();
    await challenge(here, people.carla, { release });
    const of = { release, thread: 1 };
    const line = "challenge: flight-delay v2 to production";
    await tellAll(here);
    expect(await openLines(here, people.jonas)).toEqual([line]);
    expect(await openLines(here, people.carla)).not.toContain(line);
    await answering(here, people.jonas, of);
    await tellAll(here);
    expect(await openLines(here, people.jonas)).toEqual([]);
    expect(await openLines(here, people.carla)).toContain(line);
    await judge(here, people.carla, of, false);
    await tellAll(here);
    expect(await openLines(here, people.jonas)).toEqual([line]);
    expect(await openLines(here, people.carla)).not.toContain(line);
  });

  it("is not silent about a halt: author, signers and whoever decides hear of it at once", async () => {
    const { here, people } = world;
    const { rollout } = await world.underWay(3);
    await done();
    await here.make(haltRollout, { rollout, reason: "Odd." }, people.rhea);
    await tellAll(here);
    for (const who of ["jonas", "dara", "erik", "carla"] as const)
      expect(await openItems(here, people[who]), who).toMatchObject([{ kind: "rollback", urgent: true }]);
    // Whoever did it is not told of it.
    expect(await openLines(here, people.rhea)).toEqual([]);
  });
});

describe("a moment", () => {
  it("of a condition is told when it nears and when it passed, once each, to those who can act", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    const conditions = [
      conditionOf(here, people.jonas, { dueAt: daysLater(here.clock.now, 5).toISOString() }),
    ];
    await sign(here, people.carla, { release, seat: "compliance", conditions });
    await tellAll(here);
    const line = "condition: flight-delay v2 to production";
    expect(await openLines(here, people.jonas)).toContain(line);
    await done();
    expect(await tellDue(here)).toBe(0);
    here.clock.now = daysLater(here.clock.now, 3);
    expect(await Promise.all([tellDue(here), tellDue(here)])).toContain(1);
    expect(await openItems(here, people.jonas)).toMatchObject([{ kind: "condition", urgent: false }]);
    expect(await tellDue(here)).toBe(0);
    here.clock.now = daysLater(here.clock.now, 3);
    await tellDue(here);
    expect(await openItems(here, people.jonas)).toMatchObject([{ kind: "condition", urgent: true }]);
    expect(await openLines(here, people.carla)).toContain(line);
    expect(await tellDue(here)).toBe(0);

    const condition = (await rowsOf())
      .findLast(({ topic }) => topic.startsWith("condition-"))!
      .topic.slice(10);
    await reporting(here, people.jonas, { release, condition });
    await answer(here, people.carla, { release, condition });
    await done();
    here.clock.now = daysLater(here.clock.now, 1);
    expect(await tellDue(here)).toBe(0);
  });

  it("of a delegation is told when it starts, to both", async () => {
    const { here, people } = world;
    const { now } = here.clock;
    const terms = termsOf(here, people.carla, ["engineering"], {
      startsAt: daysLater(now, 1).toISOString(),
      endsAt: daysLater(now, 4).toISOString(),
    });
    expect(await delegate(here, people.erik, terms)).toMatchObject({ ok: true });
    await done();
    here.clock.now = daysLater(now, 2);
    expect(await tellDue(here)).toBe(2);
    for (const who of ["erik", "carla"] as const)
      expect(await openLines(here, people[who])).toEqual(["delegation: A delegation starts"]);
    expect(await tellDue(here)).toBe(0);
  });

  it("of a waiver is told before it ends and when it is over, to whoever asked for it", async () => {
    const other = await waivableWorld();
    const { here, people } = other;
    try {
      const waiver = await waived(other, { days: 10 });
      await done(other);
      expect(await tellDue(here)).toBe(0);
      const words = async () => (await openItems(here, people.jonas)).map(({ sentence }) => sentence);
      here.clock.now = daysLater(here.clock.now, 4);
      await tellDue(here);
      expect(await words()).toEqual(["It ends soon; extend it or meet the gate."]);
      here.clock.now = daysLater(here.clock.now, 7);
      await tellDue(here);
      expect(await words()).toEqual(["It is over: its gate counts again, and rollouts over it hold."]);
      expect(await tellDue(here)).toBe(0);
      expect((await openItems(here, people.jonas))[0]!.href).toBe(`/waivers/${waiver}`);
    } finally {
      await here.close();
    }
  });
});
