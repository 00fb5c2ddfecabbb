import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { createFreeze } from "#lib/policy/commands/create-freeze.ts";
import type { FreezeTerms } from "#lib/policy/freeze.ts";
import { freezeList } from "#lib/policy/queries/freeze-list.ts";
import { askStop } from "#lib/releases/commands/ask-stop.ts";
import { confirmLoosening } from "#lib/releases/commands/confirm-loosening.ts";
import { confirmStop } from "#lib/releases/commands/confirm-stop.ts";
import { proposeLoosening } from "#lib/releases/commands/propose-loosening.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { proven, provenFor } from "#lib/testing/worlds/factors.ts";
import {
  askingStop,
  confirming,
  confirmingStop,
  freezeOf,
  freezing,
  loosen,
  loosening,
} from "#lib/testing/worlds/freezes.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { PASSWORD, type Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const hoursLater = (hours: number) => {
  const { clock } = world.here;
  clock.now = new Date(clock.now.getTime() + hours * HOUR_MS);
};
/** Past every freeze of a test. */
afterEach(() => hoursLater(24));

const freeze = async (hours = 12, more: Partial<FreezeTerms> = {}) =>
  (await freezing(world.here, world.people.rhea, hours, more)).freeze;
const starting = (release: number) =>
  world.here.attempt(startRollout, { release, reason: "Agreed." }, world.people.rhea);
const newest = () =>
  inWorkspace(world.here.db, world.here.workspaceId, async (tx) => {
    const rollout = await tx.rollout.findFirstOrThrow({ orderBy: { number: "desc" } });
    return rollout.number;
  });
const pass = async (rollout: number) => {
  await world.observe(rollout);
  return world.judge(rollout);
};
describe("whoever wants to be rid of a freeze", () => {
  const ended = async (id: string) =>
    (await world.here.see(freezeList, {}, world.people.vic)).items.find((one) => one.id === id)?.state;

  it("cannot end it alone, not even its author, nor by a proof for another act or none", async () => {
    const { here, people } = world;
    const id = await freeze();
    const of = await loosen(here, people.rhea, { freeze: id, kind: "end" });
    expect(await confirming(here, people.rhea, of.loosening)).toMatchObject({
      error: { code: "own-proposal" },
    });
    expect(await here.attempt(confirmLoosening, { loosening: of.loosening }, people.dara)).toMatchObject({
      error: { code: "sign-in-again" },
    });
    const stepUpId = await proven(here, people.dara);
    expect(
      await here.attempt(confirmLoosening, { loosening: of.loosening, stepUpId }, people.dara),
    ).toMatchObject({
      error: { code: "sign-in-again" },
    });
    expect(await ended(id)).toBe("in-force");
    expect(await confirming(here, people.dara, of.loosening)).toMatchObject({ ok: true });
    expect(await ended(id)).toBe("ended");
    const last = (await here.eventsOf(`freeze/${here.workspaceId}`)).at(-1);
    expect(last).toMatchObject({ action: "loosening.confirmed", data: { freeze: id, kind: "end" } });
    expect(await confirming(here, people.erik, of.loosening)).toMatchObject({
      error: { code: "loosening-confirmed" },
    });
  });

  it("cannot end it with somebody they invited, nor as an admin, an auditor, a token or the system", async () => {
    const { here, people } = world;
    const id = await freeze();
    const of = await loosen(here, people.dara, { freeze: id, kind: "end" });
    const input = await loosening(here, people.rhea, { freeze: id, kind: "end" });
    for (const by of [people.ada, people.vic])
      expect(await here.attempt(proposeLoosening, input, by)).toMatchObject({
        error: { code: "role-missing" },
      });
    expect(await here.attempt(proposeLoosening, input, here.system)).toMatchObject({
      error: { code: "person-only" },
    });
    const token = { kind: "token", id: "t", name: "CI", workspaceId: here.workspaceId, scopes: [] } as never;
    expect(await here.attempt(confirmLoosening, { loosening: of.loosening }, token)).toMatchObject({
      error: { code: "scope-missing" },
    });
    expect(await ended(id)).toBe("in-force");
  });

  it("cannot end it with two accounts that one admin handed over", async () => {
    const { here, people } = world;
    const id = await freeze();
    const [one, other] = [await puppet("one", people.ada), await puppet("other", people.ada)];
    const of = await loosen(here, one, { freeze: id, kind: "end" });
    expect(await confirming(here, other, of.loosening)).toMatchObject({ error: { code: "not-independent" } });
    expect(await confirming(here, people.dara, of.loosening)).toMatchObject({ ok: true });
  });

  it("cannot stop a competitor's rollouts with two such accounts, nor as an admin, an auditor or a token", async () => {
    const { here, people } = world;
    const [one, other] = [await puppet("three", people.ada), await puppet("four", people.ada)];
    const { stop } = await askingStop(here, one);
    expect(await confirmingStop(here, other, stop)).toMatchObject({ error: { code: "not-independent" } });
    for (const by of [people.ada, people.vic])
      expect(await here.attempt(confirmStop, { stop }, by)).toMatchObject({
        error: { code: "role-missing" },
      });
    const token = { kind: "token", id: "t", name: "CI", workspaceId: here.workspaceId, scopes: [] } as never;
    expect(await here.attempt(askStop, { reason: "x" }, token)).toMatchObject({
      error: { code: "scope-missing" },
    });
    expect(await starting(await world.approve(await world.submit(2)))).toMatchObject({ ok: true });
    await world.takeBack(await newest());
  });

  it("cannot confirm with a role they lost since they signed in, nor days later", async () => {
    const { here, people } = world;
    const id = await freeze(200);
    const former = await here.person("Fay Former", ["release-manager"]);
    const of = await loosen(here, people.rhea, { freeze: id, kind: "end" });
    await here.make(assignPerson, { personId: former.id, roles: ["viewer"] }, here.system);
    expect(await confirming(here, former, of.loosening)).toMatchObject({ error: { code: "role-missing" } });
    hoursLater(72);
    expect(await confirming(here, people.dara, of.loosening)).toMatchObject({
      error: { code: "loosening-lapsed" },
    });
    const again = await loosen(here, people.rhea, { freeze: id, kind: "end" });
    await confirming(here, people.dara, again.loosening);
  });

  it("has one release pass with two people who had no part in it, and no other", async () => {
    const { here, people } = world;
    const [release, other] = [await world.approve(await world.submit(2)), await world.submit(3)];
    const id = await freeze();
    const asked = { freeze: id, kind: "except", release } as const;
    const own = await loosening(here, people.jonas, asked);
    expect(await here.attempt(proposeLoosening, own, people.jonas)).toMatchObject({
      error: { code: "own-release" },
    });
    const of = await loosen(here, people.rhea, asked);
    expect(await confirming(here, people.jonas, of.loosening)).toMatchObject({
      error: { code: "own-release" },
    });
    expect(await starting(release)).toMatchObject({ error: { code: "frozen" } });
    expect(await confirming(here, people.dara, of.loosening)).toMatchObject({ ok: true });
    const { number: rollout } = await world.start(release);
    expect(await pass(rollout)).toMatchObject({ value: { state: "canary" } });
    await world.takeBack(rollout);
    await world.approve(other);
    expect(await starting(other)).toMatchObject({ error: { code: "frozen" } });
  });

  it("finds no zone without clocks, no window that is over, and no release for what ends it whole", async () => {
    const { here, people } = world;
    const creating = (more: object) => here.attempt(createFreeze, { ...freezeOf(), ...more }, people.rhea);
    for (const zone of ["+14:00", "EST", "Europe/Nowhere"])
      expect(await creating({ zone })).toMatchObject({ error: { kind: "invalid" } });
    expect(
      await creating({ window: { kind: "once", from: "2020-01-01T00:00", to: "2020-01-02T00:00" } }),
    ).toMatchObject({ error: { code: "freeze-window" } });
    expect(await creating({ models: ["0197a1c0-0000-7000-8000-000000000000"] })).toMatchObject({
      error: { code: "model-unknown" },
    });
    const { freeze: id } = await here.make(createFreeze, freezeOf(), people.rhea);
    const input = await loosening(here, people.rhea, { freeze: id, kind: "end", release: world.first });
    expect(await here.attempt(proposeLoosening, input, people.rhea)).toMatchObject({
      error: { code: "release-missing" },
    });
  });
});

/** A release manager whose link went through this admin's hands. */
async function puppet(name: string, admin: Person): Promise<Person> {
  const { here } = world;
  const email = `${name}@elsewhere.example`;
  const roles = ["release-manager" as const];
  const { stepUpId } = await provenFor(here, admin, "invite-person", email);
  const issued = await here.make(invitePerson, { email, name, roles, stepUpId }, admin);
  await redeem(here, issued, PASSWORD);
  const opened = { personId: issued.personId, address: "192.0.2.7", userAgent: "test" };
  const { sessionId } = await here.make(openSession, opened, here.system);
  const { workspaceId } = here;
  return { kind: "person", id: issued.personId, name, workspaceId, roles, functions: [], sessionId };
}
