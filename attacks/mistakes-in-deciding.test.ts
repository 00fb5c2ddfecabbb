import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import { policyContent } from "#lib/policy/policy.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { type DecidingWorld, decidingWorld } from "#lib/testing/worlds/deciding.ts";
import { draftUnder } from "#lib/testing/worlds/draft-under.ts";
import { oneCouncil, sign, signing, testCase } from "#lib/testing/worlds/releases.ts";
import { SEATS } from "#lib/testing/worlds/world.ts";

/** Each is named after a mistake found in the code of another product, and shows that it is not made here. */
let world: DecidingWorld;
beforeEach(async () => {
  world = await decidingWorld();
});
afterEach(() => world?.here.close());

describe("who may decide", () => {
  it("the endpoint does not check that the caller approves: a stranger's reject changes nothing", async () => {
    const { jonas, vic, rhea } = world.people;
    const release = await world.submit(2);
    for (const stranger of [jonas, vic, rhea])
      expect((await world.trySign(stranger, { release, seat: "compliance", decision: "reject" })).ok).toBe(
        false,
      );
    expect(await world.stateOf(release)).toBe("in-review");
  });

  it("the last approval turns a rejected request into an approved one", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, people.erik, { release, seat: "engineering" });
    const late = await signing(here, people.carla, { release, seat: "compliance" });
    await sign(here, people.carla, { release, seat: "compliance", decision: "reject" });
    expect((await here.attempt(castVerdict, late, people.carla)).ok).toBe(false);
    expect(await world.stateOf(release)).toBe("rejected");
    expect((await world.tryStart(release)).ok).toBe(false);
  });

  it("the admin is silently exempt, or the gate is only in the page", async () => {
    const { ada, rhea } = world.people;
    const release = await world.submit(2);
    expect(await world.trySign(ada, { release, seat: "compliance" })).toMatchObject({ ok: false });
    for (const by of [ada, rhea]) expect((await world.tryStart(release, by)).ok).toBe(false);
    expect(await world.stateOf(release)).toBe("in-review");
  });

  it("a rewritten committer defeats the rule about contributors", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    // Who registered the version and who evaluated it stay in the log, whoever wrote last.
    await here.make(editRelease, { release, round: 1, case: { ...testCase, why: "Another." } }, people.jonas);
    for (const part of [people.jonas, people.priya])
      expect(
        await world.trySign(part, { release, seat: part === people.jonas ? "data-science" : "engineering" }),
      ).toMatchObject({ ok: false, error: { kind: "forbidden" } });
  });
});

describe("how many must", () => {
  it("the quorum is read from the live template: a lower one does not reach what is in review", async () => {
    const draft = await draftUnder(world);
    await draft.submit();
    await draft.publish(5, SEATS.slice(0, 1));
    await sign(world.here, world.people.dara, { release: draft.release, seat: "data-science" });
    expect(await world.pageOf(draft.release)).toMatchObject({
      state: "in-review",
      council: { approved: false },
    });
    expect((await world.pageOf(draft.release)).council.seats).toHaveLength(SEATS.length);
  });

  it("a step without approvers is completed by anybody, or completes itself", async () => {
    const draft = await draftUnder(world);
    const nobodys = { function: "business", min: 1 } as const;
    await draft.publish(5, [...SEATS, nobodys]);
    await draft.submit();
    await world.approve(draft.release);
    expect(await world.stateOf(draft.release)).toBe("in-review");
    for (const by of [world.people.dara, world.people.ada])
      expect((await world.trySign(by, { release: draft.release, seat: "business" })).ok).toBe(false);
    expect((await world.tryStart(draft.release)).ok).toBe(false);
  });

  it("a minimum that nobody wrote is none: a seat has one, and a route has a seat", () => {
    const [route] = oneCouncil(...SEATS).routes;
    const under = (seats: unknown) =>
      policyContent.safeParse({ ...oneCouncil(...SEATS), routes: [{ ...route, seats }] }).success;
    expect(under(SEATS)).toBe(true);
    for (const seats of [
      [],
      undefined,
      [{ function: "compliance" }],
      [{ function: "compliance", min: null }],
      [{ function: "compliance", min: 0 }],
    ])
      expect(under(seats)).toBe(false);
  });

  it("a rule vanishes with the last of the group that it names", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    for (const { id: personId } of [people.carla, people.erik])
      await here.make(removeFunction, { personId, function: "compliance", reason: "Moved." }, people.ada);
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, people.erik, { release, seat: "engineering" });
    const { council, state } = await world.pageOf(release);
    expect(state).toBe("in-review");
    expect(council.seats.find((seat) => seat.function === "compliance")).toMatchObject({ candidates: [] });
  });

  it("one approval of anybody opens the way, and an objection afterwards does not close it", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await sign(here, people.dara, { release, seat: "data-science" });
    expect((await world.tryStart(release)).ok).toBe(false);
    await sign(here, people.erik, { release, seat: "engineering" });
    await sign(here, people.carla, { release, seat: "compliance", decision: "request-changes" });
    expect(await world.stateOf(release)).toBe("changes-requested");
    expect((await world.tryStart(release)).ok).toBe(false);
  });
});
