import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { enablePerson } from "#lib/access/commands/enable-person.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { dueReleases } from "#lib/releases/queries/due-releases.ts";
import { releaseGate } from "#lib/releases/queries/release-gate.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { holdOnly } from "#lib/testing/worlds/grant-functions.ts";
import { sign, testCase } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { tidy } from "#lib/workers/reconciler.ts";
import { editRelease } from "./edit-release.ts";
import { expireRelease } from "./expire-release.ts";
import { settleRelease } from "./settle-release.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
  // The reconciler goes by the database's clock.
  world.here.clock.now = new Date();
});
afterAll(() => world?.here.close());

const SEATS = { "data-science": "dara", engineering: "erik", compliance: "carla" } as const;
type Seat = keyof typeof SEATS;
const seats = Object.keys(SEATS) as Seat[];
const signer = (seat: Seat): Person => world.people[SEATS[seat]];

const fileOf = async (number: number) => {
  const file = await inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
    readRelease(tx, number, world.here.clock.now),
  );
  if (!file.ok) throw new Error(file.error.message);
  return file.value;
};
const stateOf = async (release: number) => (await fileOf(release)).release.state;
const eventsOf = async (release: number) => world.here.eventsOf(`release/${(await fileOf(release)).id}`);
const gateOf = (release: number) => world.here.see(releaseGate, { release }, world.people.vic);
const look = () => tidy(world.here.db, world.here.workspaceId, silentLog().log);

const signs = (release: number, seat: Seat, decision: "approve" | "request-changes" = "approve") =>
  sign(world.here, signer(seat), { release, seat, decision });
const assign = (person: Person, functions: readonly BusinessFunction[]) =>
  holdOnly(world.here, person, functions);
const disable = ({ id: personId }: Person) =>
  world.here.make(disablePerson, { personId, reason: "Left." }, world.people.ada);
const enable = ({ id: personId }: Person) =>
  world.here.make(enablePerson, { personId, reason: "Back." }, world.here.system);
const edit = async (release: number, why: string) => {
  const { round } = (await fileOf(release)).release;
  const changed = { ...testCase, why };
  return world.here.make(editRelease, { release, round, case: changed }, world.people.jonas);
};

describe("an edit that restores what was signed", () => {
  it("approves again in the same transaction, for as long as the newest signature lasts", async () => {
    const release = await world.approve(await world.submit(2));
    const first = await fileOf(release);
    await edit(release, "A typing mistake.");
    expect(await gateOf(release)).toMatchObject({ state: "in-review", open: false });
    await edit(release, testCase.why);
    const again = await fileOf(release);
    expect(again.release).toMatchObject({ state: "approved", validUntil: first.release.validUntil });
    const events = await eventsOf(release);
    expect(events.slice(-2)).toMatchObject([
      { action: "release.edited", actor: { id: world.people.jonas.id }, data: { round: 3, lapsed: [] } },
      {
        action: "release.approved",
        targets: [{ type: "release", digest: again.release.subjectDigest }],
        data: { round: 3, lapsed: [], validUntil: first.release.validUntil!.toISOString() },
      },
    ]);
    expect(await gateOf(release)).toMatchObject({ state: "approved", open: true, whyNot: null });
    const { waiting } = await world.here.see(homePage, {}, world.people.rhea);
    expect(waiting).toContainEqual(expect.objectContaining({ kind: "start" }));
  });

  it("ends the release instead where the signatures are too old to approve", async () => {
    const release = await world.approve(await world.submit(2));
    await edit(release, "A typing mistake.");
    const { validDays } = (await fileOf(release)).sections.policy;
    const { now } = world.here.clock;
    world.here.clock.now = daysLater(now, validDays);
    await edit(release, testCase.why);
    expect(await stateOf(release)).toBe("in-review");
    expect(await world.here.see(dueReleases, {}, world.here.system)).toMatchObject({
      expire: expect.arrayContaining([release]),
    });
    await world.here.make(expireRelease, { release }, world.here.system);
    expect((await eventsOf(release)).at(-1)).toMatchObject({
      action: "release.expired",
      data: { was: "in-review" },
    });
    world.here.clock.now = now;
  });

  it("brings an objection back with what it was about", async () => {
    const release = await world.submit(2);
    await signs(release, "engineering", "request-changes");
    await edit(release, "Another reason.");
    expect(await stateOf(release)).toBe("in-review");
    await edit(release, testCase.why);
    expect((await eventsOf(release)).slice(-2)).toMatchObject([
      { action: "release.edited" },
      { action: "release.changes-requested", data: { round: 3, seat: "engineering", lapsed: [] } },
    ]);
    expect(await stateOf(release)).toBe("changes-requested");
  });
});

describe("a change of somebody's authority", () => {
  it("leaves an objection where it is, whether its author moves or leaves", async () => {
    const leaving = await world.here.person("Olga Ober", ["reviewer"], ["engineering"]);
    const release = await world.submit(2);
    await sign(world.here, leaving, { release, seat: "engineering", decision: "request-changes" });
    for (const seat of seats) await signs(release, seat);
    const before = await eventsOf(release);
    await assign(leaving, ["business"]);
    await look();
    await disable(leaving);
    await look();
    expect(await gateOf(release)).toMatchObject({ state: "changes-requested", open: false });
    expect(await eventsOf(release)).toHaveLength(before.length);
    await enable(leaving);
    await assign(leaving, ["engineering"]);
    await sign(world.here, leaving, { release, seat: "engineering" });
    expect(await gateOf(release)).toMatchObject({ state: "approved", open: true });
  });

  it("ends an approval whose signer is no reviewer any more, even with the function", async () => {
    const release = await world.approve(await world.submit(2));
    const { here, people } = world;
    const roles = (of: "reviewer" | "viewer") =>
      here.make(assignPerson, { personId: people.carla.id, roles: [of] }, here.system);
    await roles("viewer");
    expect(await gateOf(release)).toMatchObject({ open: false });
    await look();
    expect((await eventsOf(release)).at(-1)).toMatchObject({
      action: "release.lapsed",
      data: { lapsed: [expect.any(String)] },
    });
    await roles("reviewer");
    await look();
    expect(await stateOf(release)).toBe("approved");
  });

  it("approves again when a signer moves away and comes back", async () => {
    const release = await world.approve(await world.submit(2));
    await assign(world.people.carla, ["business"]);
    await look();
    expect(await stateOf(release)).toBe("in-review");
    await assign(world.people.carla, ["compliance"]);
    await look();
    expect(await stateOf(release)).toBe("approved");
    expect((await eventsOf(release)).slice(-2)).toMatchObject([
      { action: "release.lapsed", data: { lapsed: [expect.any(String)] } },
      { action: "release.approved", data: { lapsed: [] } },
    ]);
  });

  it("is the system's to follow, and only where something does", async () => {
    const release = await world.submit(2);
    const { here, people } = world;
    expect(await here.attempt(settleRelease, { release }, here.system)).toMatchObject({
      error: { kind: "illegal", code: "already-settled" },
    });
    expect(await here.attempt(settleRelease, { release }, people.ada)).toMatchObject({
      error: { kind: "forbidden" },
    });
  });
});
