import { afterAll, beforeAll, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { answer, conditionOf, fileIn, recuse, reporting } from "#lib/testing/worlds/conditions.ts";
import { lifting, sign, signing, testCase } from "#lib/testing/worlds/releases.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { castVerdict } from "./cast-verdict.ts";
import { declareRecusal } from "./declare-recusal.ts";
import { editRelease } from "./edit-release.ts";
import { liftObjection } from "./lift-objection.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const stateOf = async (release: number) => (await fileIn(world.here, release)).release.state;

it("takes an approval back, keeps it with the reason and leaves the seat to others", async () => {
  const { here, people } = world;
  const release = await world.approve(await world.submit(2));
  expect(await recuse(here, people.carla, release)).toMatchObject({
    ok: true,
    value: { state: "in-review" },
  });
  const { id, recusals } = await fileIn(here, release);
  expect(recusals).toMatchObject([{ personId: people.carla.id, reason: "I wrote its service." }]);
  const entries = await here.eventsOf(`release/${id}`);
  expect(entries.slice(-2)).toMatchObject([
    { action: "recusal.declared", data: { signer: people.carla.id } },
    { action: "release.lapsed", data: { recused: true, lapsed: [] } },
  ]);
  expect(JSON.stringify(entries.at(-2))).not.toContain("service");
  const { council } = await here.see(releasePage, { release }, people.vic);
  const seat = council.seats.find((one) => one.function === "compliance")!;
  expect(seat.verdicts).toMatchObject([{ counts: false, because: "recused" }]);
  expect(seat.candidates).not.toContain(people.carla.name);
  const other = await here.person("Alma Ober", ["reviewer"], ["compliance"]);
  await sign(here, other, { release, seat: "compliance" });
  expect(await stateOf(release)).toBe("approved");
  expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
});

it("bars every later act for any seat, in later rounds as well, and cannot be taken back", async () => {
  const { here, people } = world;
  const release = await world.submit(2);
  await sign(here, people.dara, { release, seat: "data-science", decision: "request-changes" });
  const conditions = [conditionOf(here, people.jonas)];
  const setter = await here.person("Cora Setter", ["reviewer"], ["compliance"]);
  await sign(here, setter, { release, seat: "compliance", conditions });
  const both = await here.person("Bo Both", ["reviewer"], ["compliance", "data-science"]);
  await recuse(here, both, release);
  const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => outcome.error?.code;
  const { digest: subjectDigest, conditions: set, signatures } = await fileIn(here, release);
  const objection = signatures[0]!.id;
  const lift = await lifting(here, both, { release, objection, subjectDigest });
  expect(codeOf(await here.attempt(liftObjection, lift, both))).toBe("recused");
  const of = { release, condition: set[0]!.id };
  await reporting(here, people.jonas, of);
  expect(codeOf(await answer(here, both, of))).toBe("recused");
  const edited = { release, round: 1, case: { ...testCase, why: "Another." } };
  await here.make(editRelease, edited, people.jonas);
  for (const seat of ["compliance", "data-science"] as const)
    expect(codeOf(await here.attempt(castVerdict, await signing(here, both, { release, seat }), both))).toBe(
      "recused",
    );
  expect(codeOf(await recuse(here, both, release))).toBe("already-recused");
});

it("ends an objection of one's own, and nobody else's", async () => {
  const { here, people } = world;
  const release = await world.submit(2);
  await sign(here, people.carla, { release, seat: "compliance", decision: "request-changes" });
  await sign(here, people.erik, { release, seat: "engineering", decision: "request-changes" });
  expect(await recuse(here, people.carla, release)).toMatchObject({ value: { state: "changes-requested" } });
  expect(await recuse(here, people.erik, release)).toMatchObject({ value: { state: "in-review" } });
  expect(councilStanding(await fileIn(here, release)).objections).toEqual([]);
});

it("needs the person's own proof of presence for this release", async () => {
  const { here, people } = world;
  const [release, other] = [await world.submit(2), await world.submit(3)];
  const cast = await signing(here, people.carla, { release, seat: "compliance" });
  const asked = { release, reason: "An interest.", stepUpId: cast.stepUpId };
  expect(await here.attempt(declareRecusal, asked, people.carla)).toMatchObject({ ok: false });
  expect(await here.attempt(declareRecusal, { ...asked, release: other }, people.carla)).toMatchObject({
    ok: false,
  });
});

it("leaves a seat that nobody can fill, which blocks and says so", async () => {
  const { here, people } = world;
  const release = await world.submit(2);
  const file = await fileIn(here, release);
  const page = await here.see(releasePage, { release }, people.vic);
  const engineers = page.council.seats.find((one) => one.function === "engineering")!.candidates;
  await recuse(here, people.erik, release);
  const after = await here.see(releasePage, { release }, people.vic);
  const left = after.council.seats.find((one) => one.function === "engineering")!.candidates;
  expect(left).toEqual(engineers.filter((name) => name !== people.erik.name));
  for (const name of left) {
    const [person] = await here.db.prisma.person.findMany({ where: { name } });
    await here.make(disablePerson, { personId: person!.id, reason: "Left." }, people.ada);
  }
  const { checks } = await here.see(releasePage, { release }, people.vic);
  expect(
    checks
      .filter(({ status }) => status === "fail")
      .map(({ message }) => message)
      .join(),
  ).toContain("No eligible signer for engineering");
  expect(councilStanding(await fileIn(here, file.release.number)).approved).toBe(false);
});
