import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declineFunction } from "#lib/access/commands/decline-function.ts";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { proposeFunction } from "#lib/access/commands/propose-function.ts";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import type { AnyCommand } from "#lib/command/command.ts";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import { confirmFunction } from "#lib/policy/commands/confirm-function.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { racing, waits } from "#lib/testing/worlds/racing.ts";
import { signing } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";

/** Two real transactions at once: one takes authority away or gives it, the other uses or answers it. */
let world: World;
let race: ReturnType<typeof racing>;
beforeAll(async () => {
  world = await testWorld();
  race = racing(world.here);
});
afterAll(() => world?.here.close());

/** A holder of compliance with a verdict that is about to be sent. */
async function signer(name: string, decision: VerdictDecision) {
  const { here, submit } = world;
  const person = await here.person(name, ["reviewer"], ["compliance"]);
  const release = await submit(2);
  const verdict = await signing(here, person, { release, seat: "compliance", decision });
  return { person, release, verdict };
}

const seatOf = async (release: number) => {
  const { council } = await world.here.see(releasePage, { release }, world.people.vic);
  return council.seats.find((seat) => seat.function === "compliance")?.state;
};

const LOSSES: [string, AnyCommand, (of: Person) => object][] = [
  [
    "their function",
    removeFunction,
    ({ id: personId }) => ({ personId, function: "compliance", reason: "Moved." }),
  ],
  ["their account", disablePerson, ({ id: personId }) => ({ personId, reason: "Left." })],
];

describe.each(LOSSES)("somebody who loses %s", (what, command, inputOf) => {
  it.each(["approve", "request-changes"] as const)("meanwhile cannot %s any more", async (decision) => {
    const { person, release, verdict } = await signer(`Lena ${what} ${decision}`, decision);
    const loss = await race.almost(command, inputOf(person), world.people.ada);
    const signed = race.atOnce(castVerdict, verdict, person);
    expect(await waits(signed)).toBe(true);
    expect(await loss.commit()).toMatchObject({ ok: true });
    expect(await signed).toMatchObject({ ok: false, error: { kind: "forbidden" } });
    expect(await seatOf(release)).toBe("waiting");
  });

  it.each([
    ["approve", "waiting"],
    ["request-changes", "objected"],
  ] as const)("just after they chose %s leaves the seat %s", async (decision, seat) => {
    const { person, release, verdict } = await signer(`Lena ${what} after ${decision}`, decision);
    const signature = await race.almost(castVerdict, verdict, person);
    const lost = race.atOnce(command, inputOf(person), world.people.ada);
    expect(await waits(lost)).toBe(true);
    expect(await signature.commit()).toMatchObject({ ok: true });
    expect(await lost).toMatchObject({ ok: true });
    expect(await seatOf(release)).toBe(seat);
  });
});

describe("a proposed function", () => {
  /** Somebody proposed for security, and what Carla needs to confirm them. */
  async function proposed(name: string) {
    const { here, people } = world;
    const { id: personId } = await here.person(name, ["reviewer"]);
    const grant = { personId, function: "security" as const };
    const asked = await provenFor(here, people.ada, "propose-function", personId);
    await here.make(proposeFunction, { ...grant, reason: "New here.", ...asked }, people.ada);
    const confirmation = async (by: Person) => ({
      ...grant,
      ...(await provenFor(here, by, "confirm-function", `${personId}/security`)),
    });
    const steps = async () => (await here.eventsOf(`person/${personId}`)).map(({ action }) => action);
    return { grant, confirmation, steps };
  }

  it("is either confirmed or withdrawn", async () => {
    const { people } = world;
    const { grant, confirmation, steps } = await proposed("Ned Neu");
    const confirmed = await race.almost(confirmFunction, await confirmation(people.carla), people.carla);
    const declined = race.atOnce(declineFunction, { ...grant, reason: "A mistake." }, people.ada);
    expect(await waits(declined)).toBe(true);
    expect(await confirmed.commit()).toMatchObject({ ok: true });
    expect(await declined).toMatchObject({ ok: false });
    expect((await steps()).slice(-2)).toEqual(["function.proposed", "function.confirmed"]);
  });

  it("is confirmed once", async () => {
    const { people } = world;
    const { confirmation, steps } = await proposed("Nia Neu");
    const first = await race.almost(confirmFunction, await confirmation(people.carla), people.carla);
    const second = race.atOnce(confirmFunction, await confirmation(people.dara), people.dara);
    expect(await waits(second)).toBe(true);
    expect(await first.commit()).toMatchObject({ ok: true });
    expect(await second).toMatchObject({ ok: false });
    expect((await steps()).filter((action) => action === "function.confirmed")).toHaveLength(1);
  });
});
