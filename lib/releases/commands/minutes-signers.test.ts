import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { minutesToSign } from "#lib/overview/rows/minutes-waiting.ts";
import { minutesDocument } from "#lib/releases/minutes-document.ts";
import { minutesMarkdown } from "#lib/releases/minutes-markdown.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import { sittingHall } from "#lib/testing/worlds/sittings.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
let hall: Awaited<ReturnType<typeof sittingHall>>;
beforeAll(async () => {
  world = await testWorld();
  hall = await sittingHall(world);
});
afterAll(() => world?.here.close());

describe("minutes that wait for a signature", () => {
  it("are on the home pages of their two signers until each signed, and on nobody else's", async () => {
    const { here } = world;
    const { sittingId } = await hall.called();
    const minutes = await hall.end(sittingId);
    const waitingFor = async (person: Person) =>
      (await here.see(homePage, {}, person)).waiting.filter(({ kind }) => kind === "sign-minutes");
    const own = { kind: "sign-minutes", sitting: sittingId, amends: false };
    expect(await waitingFor(hall.chair)).toContainEqual(
      expect.objectContaining({ ...own, seat: "compliance" }),
    );
    expect(await waitingFor(hall.secretary)).toContainEqual(expect.objectContaining(own));
    expect(await waitingFor(hall.erik)).toEqual([]);
    await hall.sign(minutes, hall.ofChair);
    const left = async (person: Person) =>
      (await waitingFor(person)).filter((one) => "sitting" in one && one.sitting === sittingId);
    expect(await left(hall.chair)).toEqual([]);
    expect(await left(hall.secretary)).toHaveLength(1);
    await hall.sign(minutes, hall.ofSecretary);
    expect(await left(hall.secretary)).toEqual([]);
  });

  it("are listed however many older ones wait for others", async () => {
    const { here } = world;
    const { sittingId } = await hall.called();
    await hall.end(sittingId);
    await inWorkspace(here.db, here.workspaceId, async (tx) => {
      const own = async () => (await minutesToSign(tx, hall.chair, here.clock.now)).map((one) => one.sitting);
      const before = await own();
      await tx.$executeRaw`
        WITH other AS (
          INSERT INTO sitting (id, workspace_id, council_id, number, starts_at, state, created_at)
          SELECT ('000000' || to_char(n, 'FM00') || substr(id::text, 9))::uuid, workspace_id, council_id,
                 1000 + n, starts_at - interval '1 day', state, created_at
          FROM sitting, generate_series(1, 25) AS n WHERE id = ${sittingId}::uuid
          RETURNING id)
        INSERT INTO sitting_act (sitting_id, act, workspace_id, type, data, by_id, by_name, at)
        SELECT other.id, act, workspace_id, type,
               replace(replace(data::text, ${sittingId}, other.id::text), ${hall.chair.id}, ${hall.erik.id})::jsonb,
               by_id, by_name, at
        FROM sitting_act, other WHERE sitting_id = ${sittingId}::uuid`;
      expect(await own()).toEqual(before);
      expect(before).toContain(sittingId);
      expect(await minutesToSign(tx, hall.secretary, here.clock.now)).toHaveLength(before.length + 25);
      throw new Error("undone");
    }).catch((thrown: unknown) => expect(String(thrown)).toContain("undone"));
  });
});

describe("minutes of a seat that two sign", () => {
  it("name both, before and after the item is recorded, and in what is read and exported", async () => {
    const { here } = world;
    const { chair, erik, secretary } = hall;
    const { seatOf } = hall.board;
    const seats = [
      seatOf("data-science", [secretary]),
      seatOf("engineering", [erik, world.people.priya]),
      { ...seatOf("compliance", [chair, erik]), min: 2 },
    ];
    const of = { councilId: hall.councilId };
    await hall.board.compose({ ...hall.content, seats }, { ...of, basedOn: 1 });
    const { release, sittingId, item } = await hall.called();
    const votes = async (by: Person = erik) =>
      (await hall.page(sittingId, by)).items
        .find((one) => one.item === item)!
        .votes.filter(({ seat }) => seat === "compliance")
        .map(({ signer, min, mine }) => ({ signer, min, mine }));
    await sign(here, chair, { release, seat: "compliance" });
    expect(await votes()).toEqual([
      { signer: chair.name, min: 2, mine: false },
      { signer: null, min: 2, mine: true },
    ]);
    await sign(here, erik, { release, seat: "compliance" });
    const both = [chair, erik].map(({ name: signer }) => ({ signer, min: 2 }));
    expect(await votes(secretary)).toEqual(both.map((one) => ({ ...one, mine: false })));
    await hall.record(sittingId, item);
    expect(await votes(secretary)).toEqual(both.map((one) => ({ ...one, mine: false })));
    const said = minutesMarkdown(minutesDocument(await hall.page(sittingId)), "");
    for (const { name } of [chair, erik]) expect(said).toContain(`   - ${name}, Compliance: approves\n`);
    await hall.confirm(await hall.end(sittingId));
    await hall.board.compose(hall.content, { ...of, basedOn: 2 });
  });
});
