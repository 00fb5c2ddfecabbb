import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { daysLater } from "#lib/kernel/time.ts";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { everythingStored } from "#lib/testing/databases/everything-stored.ts";
import { fileIn } from "#lib/testing/worlds/conditions.ts";
import { signing, testCase } from "#lib/testing/worlds/releases.ts";
import { sealedBoard } from "#lib/testing/worlds/sealing.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";
import { sealVerdict } from "./seal-verdict.ts";

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

describe("a sealed verdict", () => {
  it("says who gave it for which seat, and is nowhere else than in its box", async () => {
    const { here, people } = world;
    const comment = "Gate planners are not named anywhere.";
    const given = await board.give(people.carla, release, {
      seat: "compliance",
      decision: "reject",
      comment,
    });
    expect(given).toMatchObject({ ok: true, value: { state: "in-review" } });
    const [event] = await board.sealedEvents(release);
    expect(event).toMatchObject({
      actor: { id: people.carla.id },
      data: { round: 1, seat: "compliance", signer: people.carla.id, method: "password" },
    });
    expect(Object.keys(event!.data!).toSorted()).toEqual([
      "commitment",
      "level",
      "method",
      "number",
      "round",
      "sealed",
      "seat",
      "signer",
      "subject",
    ]);
    const rows = await everythingStored(here.database.ownerUrl);
    expect(rows).toContain((event!.data as { commitment: string }).commitment);
    expect(rows).not.toContain(comment);
    for (const reader of [people.ada, people.vic, people.carla])
      expect((await board.sealed(release, reader))?.seats[2]).toMatchObject({
        heard: true,
        given: [{ signerName: "Carla Diaz", said: null, now: null }],
      });
    expect(JSON.stringify(await here.see(homePage, {}, people.dara))).not.toContain(comment);
  });

  it("looks the same whatever it says: as many bytes, and the same fields in the log", async () => {
    const { people } = world;
    await board.give(people.dara, release, { seat: "data-science", comment: "x" });
    const conditions = [
      {
        text: "y".repeat(900),
        test: "z".repeat(900),
        owner: people.jonas.id,
        dueAt: daysLater(world.here.clock.now, 2).toISOString(),
      },
    ];
    await board.give(people.erik, release, { seat: "engineering", comment: "w".repeat(3900), conditions });
    await board.give(people.carla, release, { seat: "compliance", decision: "request-changes" });
    const fields = (await board.sealedEvents(release)).map(({ data, details }) => [
      Object.keys(data ?? {}),
      Object.keys(details ?? {}),
    ]);
    expect(fields[1]).toEqual(fields[0]);
    expect(fields[2]).toEqual(fields[0]);
    const rows = await board.asOwner("SELECT DISTINCT length(box) AS bytes FROM sealed_verdict");
    expect(rows).toHaveLength(1);
  });

  it("keeps no digest of the request from which it could be guessed", async () => {
    const { here, people } = world;
    expect(sealVerdict.secretInput).toEqual(["decision", "comment", "over", "conditions"]);
    const approving = await board.giving(people.erik, release, { seat: "engineering", comment: "Fine." });
    expect(await here.attempt(sealVerdict, approving, people.erik)).toMatchObject({ ok: true });
  });

  it("keeps everybody from signing openly until the reveal", async () => {
    const { people } = world;
    await board.give(people.carla, release, { seat: "compliance", decision: "reject" });
    for (const decision of ["approve", "request-changes", "reject"] as const)
      expect(await board.cast(people.dara, { release, seat: "data-science", decision })).toMatchObject(
        refused("verdicts-sealed"),
      );
  });

  it("is given by whoever could sign it, for one seat, and the newest of each counts", async () => {
    const { here, people } = world;
    const { jonas, ada, rhea, carla, erik } = people;
    const of = { seat: "compliance", decision: "reject" } as const;
    expect(await board.give(jonas, release, of)).toMatchObject({ ok: false });
    expect(await board.give(ada, release, of)).toMatchObject({ ok: false });
    expect(await board.give(rhea, release, of)).toMatchObject({ ok: false });
    expect(await board.give(people.dara, release, of)).toMatchObject(refused("not-of-this-function"));
    const asVerdict = await signing(here, carla, { release, ...of });
    expect(await here.attempt(sealVerdict, asVerdict, carla)).toMatchObject(refused("sign-in-again"));
    const first = await board.giving(carla, release, of);
    expect(await here.attempt(sealVerdict, first, carla)).toMatchObject({ ok: true });
    expect(await here.attempt(sealVerdict, first, carla)).toMatchObject(refused("sign-in-again"));
    await board.give(carla, release, { seat: "compliance", comment: "Read again." });
    expect((await board.sealed(release))?.seats[2]?.given).toHaveLength(1);
    await board.give(people.dara, release, { seat: "data-science", comment: "Read." });
    await board.give(erik, release, { seat: "engineering", comment: "Read." });
    expect(await board.reveal(release)).toMatchObject({ ok: true, value: { opened: 3 } });
    expect((await board.sealed(release))?.seats[2]?.given).toMatchObject([
      { said: { decision: "approve", comment: "Read again." } },
    ]);
  });

  it("is over exactly what its giver read: an edit voids it, and it is never opened", async () => {
    const { here, people } = world;
    const stale = await board.giving(people.carla, release, { seat: "compliance", decision: "reject" });
    await board.giveAll(release);
    const edit = { release, round: 1, case: { ...testCase, what: "Something else." }, plan: worldPlan };
    await here.make(editRelease, edit, people.jonas);
    expect(await here.attempt(sealVerdict, stale, people.carla)).toMatchObject({ ok: false });
    expect(await board.reveal(release)).toMatchObject(refused("reveal-not-due"));
    expect(await board.sealed(release)).toMatchObject({ phase: "sealed" });
    expect((await board.sealed(release))?.seats.flatMap(({ given }) => given)).toEqual([]);
    const rows = await board.asOwner("SELECT 1 FROM sealed_opening WHERE release_id = $1", [
      (await fileIn(here, release)).id,
    ]);
    expect(rows).toEqual([]);
  });
});
