import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { lifting, sign, signing, testCase } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { castVerdict } from "./cast-verdict.ts";
import { editRelease } from "./edit-release.ts";
import { liftObjection } from "./lift-objection.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const fileOf = async (number: number) => {
  const file = await inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
    readRelease(tx, number, world.here.clock.now),
  );
  if (!file.ok) throw new Error(file.error.message);
  return file.value;
};
const stateOf = async (release: number) => (await fileOf(release)).release.state;
const peer = (name: string, ...functions: BusinessFunction[]) =>
  world.here.person(name, ["reviewer"], functions);

/** A release that everybody approves but one, who has left since. */
async function objected(by: string) {
  const { here, people } = world;
  const objector = await peer(by, "compliance");
  const release = await world.submit(2);
  await sign(here, objector, { release, seat: "compliance", decision: "request-changes" });
  await sign(here, people.dara, { release, seat: "data-science" });
  await sign(here, people.erik, { release, seat: "engineering" });
  await sign(here, people.carla, { release, seat: "compliance" });
  await here.make(disablePerson, { personId: objector.id, reason: "Left." }, people.ada);
  const { release: row, signatures } = await fileOf(release);
  return { release, objector, objection: signatures[0]!.id, subjectDigest: row.subjectDigest };
}
const lift = async (by: Person, of: Awaited<ReturnType<typeof objected>>) =>
  world.here.attempt(liftObjection, await lifting(world.here, by, of), by);

it("lifts the objection of one who left, and approves in the same transaction", async () => {
  const { here, people } = world;
  const of = await objected("Olga Ober");
  expect(await stateOf(of.release)).toBe("changes-requested");
  const page = () => here.see(releasePage, { release: of.release }, people.carla);
  const verdictsOf = async () => (await page()).council.seats.flatMap(({ verdicts }) => verdicts);
  expect((await verdictsOf()).filter(({ mayLift }) => mayLift)).toMatchObject([{ id: of.objection }]);
  expect(await lift(people.carla, of)).toMatchObject({ ok: true, value: { state: "approved" } });
  const { id } = await fileOf(of.release);
  const entries = await here.eventsOf(`release/${id}`);
  expect(entries.slice(-2)).toMatchObject([
    {
      action: "objection.lifted",
      actor: { id: people.carla.id },
      data: { objection: of.objection, seat: "compliance", signer: people.carla.id, lapsed: [] },
      details: { reason: expect.any(String), signer: expect.any(String) },
    },
    { action: "release.approved", data: { lapsed: [] } },
  ]);
  expect((await verdictsOf()).find((one) => one.id === of.objection)).toMatchObject({
    counts: false,
    because: "lifted",
    mayLift: false,
    lift: { by: "Carla Diaz", reason: "Answered in the case." },
  });
  expect(await lift(people.carla, of)).toMatchObject({ error: { code: "release-is-approved" } });
  expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
});

describe("refuses", () => {
  it("whoever could not sign the seat, and the objector themself", async () => {
    const { here, people } = world;
    const of = await objected("Otto Ober");
    for (const [by, code] of [
      [people.dara, "not-of-this-function"],
      [people.erik, "one-seat-a-person"],
      [people.jonas, "contributor-cannot-sign"],
    ] as const)
      expect(await lift(by, of), code).toMatchObject({ error: { code } });
    expect(await lift(people.ada, of)).toMatchObject({ error: { code: "role-missing" } });
    const own = await peer("Owen Ober", "compliance");
    await sign(here, own, { release: of.release, seat: "compliance", decision: "request-changes" });
    const { signatures } = await fileOf(of.release);
    const objection = signatures.at(-1)!.id;
    expect(await lift(own, { ...of, objection })).toMatchObject({ error: { code: "own-objection" } });
    expect(await lift(people.carla, { ...of, objection: signatures[1]!.id })).toMatchObject({
      error: { code: "no-such-objection" },
    });
  });

  it("a proof of presence given for another objection, and one spent before", async () => {
    const { here, people } = world;
    const of = await objected("Osip Ober");
    const refused = { error: { code: "sign-in-again" } };
    const other = await lifting(here, people.carla, { ...of, objection: of.objector.id });
    const swapped = { ...other, objection: of.objection };
    expect(await here.attempt(liftObjection, swapped, people.carla)).toMatchObject(refused);
    const input = await lifting(here, people.carla, of);
    await here.make(liftObjection, input, people.carla);
    expect(await here.attempt(liftObjection, { ...input, reason: "Again." }, people.carla)).toMatchObject(
      refused,
    );
  });
});

it("keeps a lifted objection lifted when an edit is undone", async () => {
  const { here, people } = world;
  const of = await objected("Oda Ober");
  await lift(people.carla, of);
  const edit = (round: number, why: string) =>
    here.make(editRelease, { release: of.release, round, case: { ...testCase, why } }, people.jonas);
  await edit(1, "A typing mistake.");
  await edit(2, testCase.why);
  expect(await stateOf(of.release)).toBe("approved");
});

it("counts no verdict of one who lost the function while it was sent", async () => {
  const { here, people } = world;
  const release = await world.submit(2);
  const leaving = await peer("Odo Ober", "compliance");
  const input = await signing(here, leaving, { release, seat: "compliance", decision: "request-changes" });
  const [cast] = await Promise.all([
    here.attempt(castVerdict, input, leaving),
    here.make(removeFunction, { personId: leaving.id, function: "compliance", reason: "Moved." }, people.ada),
  ]);
  const file = await fileOf(release);
  expect(councilStanding(file).objections).toHaveLength(cast.ok ? 1 : 0);
  const again = await here.attempt(castVerdict, { ...input, comment: "Again." }, leaving);
  expect(again.ok).toBe(false);
  const late = await signing(here, leaving, { release, seat: "compliance", decision: "request-changes" });
  expect(await here.attempt(castVerdict, late, leaving)).toMatchObject({
    error: { code: "not-of-this-function" },
  });
});
