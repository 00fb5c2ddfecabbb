import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { dueReleases } from "#lib/releases/queries/due-releases.ts";
import { fileIn } from "#lib/testing/worlds/conditions.ts";
import { councilBoard } from "#lib/testing/worlds/councils.ts";
import { claimed, enveloped, NUMBERED, standardWorld, withStandard } from "#lib/testing/worlds/envelopes.ts";
import { gated } from "#lib/testing/worlds/gated.ts";
import { proposed, signProposal } from "#lib/testing/worlds/policies.ts";
import { present, sign } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { remindRelease } from "./remind-release.ts";
import { revealVerdict } from "./reveal-verdict.ts";
import { sealVerdict } from "./seal-verdict.ts";

/** Gives a sealed verdict on a release as it is. */
async function seal(
  { here }: World,
  by: Person,
  { release, seat }: { release: number; seat: "data-science" | "engineering" | "compliance" },
) {
  const { subjectDigest, round } = (await fileIn(here, release)).release;
  const proved = await present(here, by, { act: "seal-verdict", subjectDigest });
  const said = { release, round, subjectDigest, seat, decision: "reject", comment: "Say more." };
  return here.attempt(sealVerdict, { ...said, ...proved }, by);
}

describe("while verdicts are sealed", () => {
  let world: World;
  let release: number;
  let alma: Person;
  beforeAll(async () => {
    world = await testWorld();
    const { here, people } = world;
    const board = await councilBoard(world);
    alma = await here.person("Alma Ober", ["reviewer"], ["compliance"]);
    const seats = [...board.seats.slice(0, 2), board.seatOf("compliance", [people.carla], [alma])];
    const always = { zone: "UTC", from: "00:00", to: "23:59", days: [1, 2, 3, 4, 5, 6, 7] };
    const calendar = { ...board.contentOf().calendar, ...always };
    const content = board.contentOf({ seats, calendar, chair: people.rhea.id, escalation: [people.vic.id] });
    const { council } = await board.compose(content);
    const deadlines = { remind: 8, alternates: 16, escalate: 24 };
    await board.route(council, 1, { deadlines, reviewDays: 30, sealed: { hours: 40 } });
    release = await world.submit(2);
  });
  afterAll(() => world?.here.close());

  const later = (hours: number): void => {
    world.here.clock.now = new Date(world.here.clock.now.getTime() + hours * 3_600_000);
  };
  const remind = () => world.here.attempt(remindRelease, { release }, world.here.system);
  const waiting = async (person: Person) => (await world.here.see(homePage, {}, person)).waiting;
  const steps = async () =>
    (await world.here.eventsOf(`release/${(await fileIn(world.here, release)).id}`))
      .filter(({ action }) => action.startsWith("release.seat-"))
      .map(({ data }) => data as { seat: string; step: string; to: string[] });

  it("only who gave none is reminded; no message says what the others gave", async () => {
    const { here, people } = world;
    expect(await seal(world, people.erik, { release, seat: "engineering" })).toMatchObject({ ok: true });
    later(9);
    expect((await here.see(dueReleases, {}, here.system)).remind).toEqual([release]);
    expect(await remind()).toMatchObject({ ok: true });
    expect(await steps()).toMatchObject([
      { seat: "data-science", step: "reminded", to: [people.dara.id] },
      { seat: "compliance", step: "reminded", to: [people.carla.id] },
    ]);
    expect(await waiting(people.erik)).toEqual([]);
    expect(await waiting(people.carla)).toMatchObject([{ kind: "sign", late: "reminded", sealed: true }]);
    expect(JSON.stringify([await steps(), await waiting(people.carla)])).not.toMatch(/reject|Say more/);
  });

  it("an alternate seals a late seat, and nobody is told of a seat that was heard", async () => {
    const { people } = world;
    expect(await seal(world, alma, { release, seat: "compliance" })).toMatchObject({
      error: { code: "alternate-waits" },
    });
    expect(await seal(world, people.dara, { release, seat: "data-science" })).toMatchObject({ ok: true });
    later(8);
    expect(await remind()).toMatchObject({ ok: true });
    expect((await steps()).slice(2)).toMatchObject([{ seat: "compliance", step: "alternates-told" }]);
    expect(await waiting(people.rhea)).toMatchObject([{ kind: "late-seat", seat: "compliance" }]);
    expect(await seal(world, alma, { release, seat: "compliance" })).toMatchObject({ ok: true });
    expect(await waiting(people.rhea)).toEqual([]);
    later(8);
    expect(await remind()).toMatchObject({ error: { code: "nothing-late" } });
    expect(await world.here.attempt(revealVerdict, { release }, world.here.system)).toMatchObject({
      ok: true,
      value: { opened: 3 },
    });
  });
});

describe("a standard change", () => {
  it("is not sealed though its route asks for it: it is signed openly, and nothing can be sealed on it", async () => {
    const world = await standardWorld();
    try {
      const { here, people } = world;
      const sona = await here.person("Sona Petrov", ["reviewer"], ["security"]);
      const policy = withStandard(gated(NUMBERED));
      const routes = policy.routes.map((route) => ({ ...route, sealed: { hours: 24 } }));
      const proposal = await proposed(here, people.ada, { ...policy, routes }, 1);
      await signProposal(here, sona, { ...proposal, seat: "security" });
      await signProposal(here, people.carla, { ...proposal, seat: "compliance" });
      const envelope = await enveloped(world);
      const release = await claimed(world, { version: 2, envelope });
      expect((await fileIn(here, release)).sections.policy).not.toHaveProperty("sealed");
      expect(await seal(world, people.erik, { release, seat: "engineering" })).toMatchObject({
        error: { code: "nothing-sealed" },
      });
      expect(await here.attempt(revealVerdict, { release }, here.system)).toMatchObject({
        error: { code: "reveal-not-due" },
      });
      await sign(here, people.erik, { release, seat: "engineering" });
      expect((await fileIn(here, release)).release.state).toBe("approved");
    } finally {
      await world.here.close();
    }
  });
});
