import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { fileIn, recuse } from "#lib/testing/worlds/conditions.ts";
import { sealedBoard } from "#lib/testing/worlds/sealing.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { revealVerdict } from "./reveal-verdict.ts";
import { settleRelease } from "./settle-release.ts";

let world: World;
let board: Awaited<ReturnType<typeof sealedBoard>>;
let release: number;
beforeAll(async () => {
  world = await testWorld();
  board = await sealedBoard(world);
});
afterAll(() => world?.here.close());

beforeEach(async () => {
  release = await board.next();
});

const refused = (code: string) => ({ ok: false, error: { code } });

describe("the reveal", () => {
  it("comes once every seat was heard, for all together, once, and by nobody's wish", async () => {
    const { here, people } = world;
    const { carla, erik, dara } = people;
    await board.give(dara, release, { seat: "data-science", comment: "Read." });
    await board.give(erik, release, { seat: "engineering", comment: "Fine by me." });
    expect(await board.reveal(release)).toMatchObject(refused("reveal-not-due"));
    for (const by of [carla, people.ada, people.jonas])
      expect(await here.attempt(revealVerdict, { release }, by)).toMatchObject({ ok: false });
    await board.give(carla, release, { seat: "compliance", decision: "request-changes" });
    const both = await Promise.all([board.reveal(release), board.reveal(release)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await board.reveal(release)).toMatchObject(refused("reveal-not-due"));
    const revealed = (await board.logOf(release)).filter(({ action }) => action === "verdict.revealed");
    expect(revealed).toMatchObject([
      {
        actor: { type: "system" },
        data: {
          because: "complete",
          opened: [{ decision: "approve" }, { decision: "approve" }, { decision: "request-changes" }],
          unread: [],
        },
      },
    ]);
    expect(await board.sealed(release)).toMatchObject({
      phase: "revealed",
      seats: [
        { given: [{ said: { decision: "approve", comment: "Read." } }] },
        { given: [{ said: { decision: "approve", comment: "Fine by me." } }] },
        { given: [{ said: { decision: "request-changes", comment: "Say more." } }] },
      ],
    });
    expect((await fileIn(here, release)).release.state).toBe("in-review");
    expect(await board.give(carla, release, { seat: "compliance" })).toMatchObject({ ok: false });
  });

  it("comes at the policy's hours with what was given by then, and approves nothing", async () => {
    const { here, people } = world;
    await board.give(people.erik, release, { seat: "engineering", comment: "Fine." });
    here.clock.now = new Date((await board.sealed(release))!.revealAt);
    expect(await board.reveal(release)).toMatchObject({ ok: true, value: { opened: 1, unread: 0 } });
    expect(await board.cast(people.dara, { release, seat: "data-science" })).toMatchObject({
      ok: true,
      value: { seatsMet: 1, state: "in-review" },
    });
    expect((await board.logOf(release)).at(-1)?.data).not.toHaveProperty("preliminary");
  });

  it("leaves out whoever recused themselves, whose seat is then not heard", async () => {
    const { here, people } = world;
    await board.give(people.erik, release, { seat: "engineering", comment: "Fine." });
    await board.give(people.dara, release, { seat: "data-science", comment: "Read." });
    await board.give(people.carla, release, { seat: "compliance", decision: "reject" });
    expect(await recuse(here, people.carla, release)).toMatchObject({ ok: true });
    expect(await board.reveal(release)).toMatchObject(refused("reveal-not-due"));
    here.clock.now = daysLater(here.clock.now, 2);
    expect(await board.reveal(release)).toMatchObject({ ok: true, value: { opened: 2, unread: 0 } });
  });

  it("names a box that was put in another's place, and opens the others", async () => {
    const { here, people } = world;
    await board.giveAll(release);
    await board.give(people.dara, release, { seat: "data-science", comment: "Read." });
    const id = (await fileIn(here, release)).id;
    await board.asOwner("ALTER TABLE sealed_verdict DISABLE TRIGGER ALL");
    await board.asOwner(
      `UPDATE sealed_verdict SET box = (SELECT box FROM sealed_verdict WHERE release_id = $1 AND seat = 'engineering')
       WHERE release_id = $1 AND seat = 'compliance'`,
      [id],
    );
    await board.asOwner("ALTER TABLE sealed_verdict ENABLE TRIGGER ALL");
    expect(await board.reveal(release)).toMatchObject({ ok: true, value: { opened: 2, unread: 1 } });
    expect((await board.sealed(release))?.seats[2]?.given).toMatchObject([{ said: null }]);
  });

  it("opens what somebody said who may not sign any more; their seat takes another's signature", async () => {
    const { here, people } = world;
    const mara = await here.person("Mara Lind", ["reviewer"], ["engineering"]);
    await board.give(people.dara, release, { seat: "data-science", comment: "Read." });
    await board.give(people.carla, release, { seat: "compliance", comment: "Read." });
    await board.give(mara, release, { seat: "engineering", decision: "reject", comment: "Never." });
    await here.make(disablePerson, { personId: mara.id, reason: "Left." }, people.ada);
    expect(await board.reveal(release)).toMatchObject({ ok: true, value: { opened: 3 } });
    expect(await board.cast(people.erik, { release, seat: "engineering" })).toMatchObject({ ok: true });
  });
});

describe("after the reveal", () => {
  it("each signs what holds: as it was, or changed with a reason; both stay", async () => {
    const { here, people } = world;
    await board.give(people.dara, release, { seat: "data-science", comment: "Read." });
    await board.give(people.erik, release, { seat: "engineering", comment: "Fine by me." });
    await board.give(people.carla, release, { seat: "compliance", decision: "request-changes" });
    await board.reveal(release);
    const unexplained = await board.cast(
      people.carla,
      { release, seat: "compliance" },
      { comment: undefined },
    );
    expect(unexplained).toMatchObject(refused("change-unexplained"));
    await board.cast(people.dara, { release, seat: "data-science" });
    await board.cast(people.erik, { release, seat: "engineering" });
    const changed = await board.cast(
      people.carla,
      { release, seat: "compliance" },
      { comment: "The cap answers it." },
    );
    expect(changed).toMatchObject({ ok: true, value: { state: "approved" } });
    const verdicts = (await board.logOf(release)).filter(({ action }) => action === "verdict.cast");
    expect(verdicts.map(({ data }) => (data as { differs?: true }).differs)).toEqual([
      undefined,
      undefined,
      true,
    ]);
    expect(verdicts[2]?.data).toHaveProperty("preliminary");
    expect((await board.sealed(release))?.seats[2]?.given).toMatchObject([
      {
        said: { decision: "request-changes" },
        now: { decision: "approve", comment: "The cap answers it.", changed: true },
      },
    ]);
    expect((await board.sealed(release))?.seats[0]?.given).toMatchObject([{ now: { changed: false } }]);
    const { differences } = await here.see(replay, {}, people.vic);
    expect(differences).toEqual([]);
  });
});

describe("who is asked", () => {
  const asked = async (person: Person) =>
    (await world.here.see(homePage, {}, person)).waiting.filter(
      (item) => item.kind === "sign" && item.release.number === release,
    );

  it("is whoever has not given a sealed verdict; after the reveal, everybody again", async () => {
    const { people } = world;
    expect(await asked(people.erik)).toMatchObject([{ seat: "engineering", sealed: true }]);
    await board.give(people.erik, release, { seat: "engineering", comment: "Fine." });
    expect(await asked(people.erik)).toEqual([]);
    expect(await asked(people.carla)).toMatchObject([{ seat: "compliance", sealed: true }]);
    await board.give(people.dara, release, { seat: "data-science", comment: "Read." });
    await board.give(people.carla, release, { seat: "compliance" });
    await board.reveal(release);
    expect(await asked(people.erik)).toMatchObject([{ seat: "engineering", sealed: false }]);
    await board.cast(people.erik, { release, seat: "engineering" });
    expect(await asked(people.erik)).toEqual([]);
    expect(await world.here.attempt(settleRelease, { release }, world.here.system)).toMatchObject({
      ok: false,
    });
  });
});
