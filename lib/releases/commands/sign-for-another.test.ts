import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import { createDelegation } from "#lib/councils/commands/create-delegation.ts";
import { endDelegation } from "#lib/councils/commands/end-delegation.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { delegationsOf } from "#lib/councils/rows/delegations.ts";
import { behalfIn } from "#lib/councils/statement.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { fileIn, recuse } from "#lib/testing/worlds/conditions.ts";
import { delegate, termsOf } from "#lib/testing/worlds/delegations.ts";
import { sign, signing } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { castVerdict } from "./cast-verdict.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

let named = 0;
const letter = (at: number): string => String.fromCharCode(97 + at);
const signer = (...functions: BusinessFunction[]) => {
  named++;
  return world.here.person(
    `Signer ${letter(Math.floor(named / 26))}${letter(named % 26)}`,
    ["reviewer"],
    functions,
  );
};
const codeOf = (outcome: { ok: boolean; error?: { code: string } }) =>
  outcome.ok ? null : outcome.error?.code;
type Speaking = {
  by: Person;
  of?: Person;
  seat?: BusinessFunction;
  decision?: "approve" | "request-changes";
};
const speak = async (release: number, { by, of, seat = "compliance", decision = "approve" }: Speaking) => {
  const input = await signing(world.here, by, { release, seat, decision, ...(of ? { onBehalfOf: of } : {}) });
  return world.here.attempt(castVerdict, input, by);
};
const standingOf = async (release: number) => councilStanding(await fileIn(world.here, release));

/** What somebody delegated. */
const given = (from: Person) =>
  inWorkspace(world.here.db, world.here.workspaceId, (tx) => delegationsOf(tx, from.id));

/** Somebody with compliance who had somebody with another function sign for them. */
async function pair(functions: BusinessFunction[] = ["compliance"]) {
  const [from, to] = [await signer(...functions), await signer("product")];
  expect(codeOf(await delegate(world.here, from, termsOf(world.here, to, functions)))).toBeNull();
  return { from, to };
}

describe("signing for another", () => {
  it("meets the seat, and says both in the signature, its statement and the log", async () => {
    const { here, people } = world;
    const { from, to } = await pair();
    const release = await world.submit(2);
    expect(codeOf(await speak(release, { by: to, of: from }))).toBeNull();
    const { id, signatures } = await fileIn(here, release);
    const [signature] = signatures;
    expect(signature).toMatchObject({ signerId: to.id, onBehalfOf: from.id, onBehalfOfName: from.name });
    expect(behalfIn(signature!.statement)).toMatchObject({ id: from.id, name: from.name });
    const cast = (await here.eventsOf(`release/${id}`)).at(-1);
    expect(cast?.data).toMatchObject({ signer: to.id, onBehalfOf: from.id, delegation: expect.any(String) });
    expect((await standingOf(release)).seats.find((one) => one.function === "compliance")?.state).toBe("met");
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("ends by itself, by hand, and with the function of whoever gave it; what was signed before stands until then", async () => {
    const { here, people } = world;
    const { from, to } = await pair();
    const early = await world.submit(2);
    await speak(early, { by: to, of: from });
    const [row] = await given(from);
    const ending = { delegation: row!.id, reason: "Back." };
    expect(codeOf(await here.attempt(endDelegation, ending, people.erik))).toBe("not-your-delegation");
    await here.make(endDelegation, ending, from);
    expect(codeOf(await here.attempt(endDelegation, ending, to))).toBe("delegation-over");
    const late = await world.submit(3);
    expect(codeOf(await speak(late, { by: to, of: from }))).toBe("no-delegation");
    const met = async (release: number) =>
      (await standingOf(release)).seats.find((one) => one.function === "compliance")?.state;
    expect(await met(early)).toBe("met");
    await here.make(
      removeFunction,
      { personId: from.id, function: "compliance", reason: "Moved." },
      people.ada,
    );
    expect(await met(early)).toBe("waiting");
    const again = await pair();
    here.clock.now = daysLater(here.clock.now, 8);
    expect(codeOf(await speak(late, { by: again.to, of: again.from }))).toBe("no-delegation");
    const third = await pair();
    await here.make(disablePerson, { personId: third.from.id, reason: "Left." }, people.ada);
    expect(codeOf(await speak(late, { by: third.to, of: third.from }))).toBe("not-of-this-function");
  });

  it("is for its functions, seats and models, and never passed on", async () => {
    const { here, versions: _, modelId } = world;
    const { from, to } = await pair();
    const next = await signer("business");
    expect(codeOf(await delegate(here, to, termsOf(here, next, ["compliance"])))).toBe(
      "not-of-this-function",
    );
    await delegate(here, to, termsOf(here, next, ["product"]));
    const release = await world.submit(2);
    expect(codeOf(await speak(release, { by: next, of: to }))).toBe("no-delegation");
    expect(codeOf(await speak(release, { by: next, of: from }))).toBe("no-delegation");
    expect(codeOf(await speak(release, { by: to, of: from, seat: "engineering" }))).toBe("no-delegation");
    const scoped = await signer("compliance");
    const asked = termsOf(here, to, ["compliance"], { models: [crypto.randomUUID()] });
    expect(codeOf(await delegate(here, scoped, asked))).toBe("model-unknown");
    await delegate(here, scoped, termsOf(here, to, ["compliance"], { models: [modelId] }));
    expect(codeOf(await speak(release, { by: to, of: scoped }))).toBeNull();
  });

  it("goes in no circle: each uses only what the other holds", async () => {
    const { here } = world;
    const [one, other] = [await signer("compliance"), await signer("engineering")];
    await delegate(here, one, termsOf(here, other, ["compliance"]));
    await delegate(here, other, termsOf(here, one, ["engineering"]));
    const release = await world.submit(2);
    expect(codeOf(await speak(release, { by: one, of: other, seat: "engineering" }))).toBeNull();
    // Both are spent: one signed, and the other was spoken for.
    expect(codeOf(await speak(release, { by: other, of: one }))).toBe("one-seat-a-person");
    expect(codeOf(await speak(release, { by: one }))).toBe("one-seat-a-person");
  });
});

describe("whose conflicts count", () => {
  it("are those of both: whoever had a part speaks for nobody, and nobody for them", async () => {
    const { here, people } = world;
    const { from, to } = await pair();
    const release = await world.submit(2);
    await delegate(here, people.jonas, termsOf(here, to, ["data-science"]));
    expect(codeOf(await speak(release, { by: to, of: people.jonas, seat: "data-science" }))).toBe(
      "contributor-cannot-sign",
    );
    await delegate(here, from, termsOf(here, people.jonas, ["compliance"]));
    expect(codeOf(await speak(release, { by: people.jonas, of: from }))).toBe("contributor-cannot-sign");
  });

  it("include a recusal of either, also a later one", async () => {
    const { here } = world;
    const [one, other] = [await pair(), await pair()];
    const release = await world.submit(2);
    await recuse(here, one.from, release);
    expect(codeOf(await speak(release, { by: one.to, of: one.from }))).toBe("recused");
    expect(codeOf(await speak(release, { by: other.to, of: other.from }))).toBeNull();
    await recuse(here, other.from, release);
    expect((await standingOf(release)).seats.find((seat) => seat.function === "compliance")?.state).not.toBe(
      "met",
    );
  });

  it("never fill two seats: not for two people, nor beside the person who is spoken for", async () => {
    const { here } = world;
    const to = await signer("product");
    const [one, other] = [await signer("compliance"), await signer("engineering")];
    await delegate(here, one, termsOf(here, to, ["compliance"]));
    await delegate(here, other, termsOf(here, to, ["engineering"]));
    const release = await world.submit(2);
    await speak(release, { by: to, of: one });
    expect(codeOf(await speak(release, { by: to, of: other, seat: "engineering" }))).toBe(
      "one-seat-a-person",
    );
    const both = await signer("compliance", "engineering");
    await delegate(here, both, termsOf(here, to, ["compliance", "engineering"]));
    const next = await world.submit(3);
    await speak(next, { by: both, seat: "engineering" });
    expect(codeOf(await speak(next, { by: to, of: both }))).toBe("one-seat-a-person");
  });
});

describe("where both act", () => {
  it("the first counts, and the other may still object", async () => {
    const { from, to } = await pair();
    const release = await world.submit(2);
    await speak(release, { by: to, of: from });
    expect(codeOf(await speak(release, { by: from }))).toBe("voice-used");
    expect(codeOf(await speak(release, { by: from, decision: "request-changes" }))).toBeNull();
    expect((await standingOf(release)).objections).toMatchObject([{ signerId: from.id }]);
    expect(codeOf(await speak(release, { by: from }))).toBeNull();
    const compliance = (await standingOf(release)).seats.find((one) => one.function === "compliance");
    expect(compliance?.state).toBe("met");
  });

  it("a delegate comes too late, and takes back no objection of whoever they speak for", async () => {
    const { from, to } = await pair();
    const release = await world.submit(2);
    await speak(release, { by: from, decision: "request-changes" });
    expect(codeOf(await speak(release, { by: to, of: from }))).toBe("voice-used");
    expect((await standingOf(release)).objections).toHaveLength(1);
  });
});

describe("delegating", () => {
  it("takes one's own function, a signer, a proof of exactly these terms, and an end", async () => {
    const { here, people } = world;
    const [from, to] = [await signer("compliance"), await signer("product")];
    const puppet = await here.person("Pia Puppet", ["reviewer"]);
    const asking = async (more: object, terms = termsOf(here, to, ["compliance"])) =>
      codeOf(await delegate(here, from, { ...terms, ...more }));
    expect(await asking({ to: from.id })).toBe("own-delegate");
    expect(await asking({ to: puppet.id })).toBe("no-signer");
    expect(await asking({ to: people.ada.id })).toBe("no-signer");
    expect(await asking({ functions: ["security"] })).toBe("not-of-this-function");
    expect(await asking({ startsAt: daysLater(here.clock.now, -1).toISOString() })).toBe(
      "starts-in-the-past",
    );
    expect(await asking({ endsAt: daysLater(here.clock.now, 200).toISOString() })).toBe(
      "delegation-too-long",
    );
    expect(await asking({ endsAt: here.clock.now.toISOString() })).toBe("delegation-too-long");
    const terms = termsOf(here, to, ["compliance"]);
    expect(codeOf(await here.attempt(createDelegation, terms, from))).toBe("sign-in-again");
    expect(await asking({})).toBeNull();
    const [row] = await given(from);
    const [created] = await here.eventsOf(`delegation/${row!.id}`);
    expect(created).toMatchObject({ action: "delegation.created", data: { from: from.id, to: to.id } });
    expect(JSON.stringify(created)).not.toContain("leave");
  });

  it("leaves a plain signature as it was", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await sign(here, people.carla, { release, seat: "compliance" });
    const [signature] = (await fileIn(here, release)).signatures;
    expect(signature).toMatchObject({ onBehalfOf: null, delegationId: null });
    expect(signature!.statement).toContain("signature/v2");
  });
});
