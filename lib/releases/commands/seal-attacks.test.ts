import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openSession } from "#lib/access/commands/open-session.ts";
import { endDelegation } from "#lib/councils/commands/end-delegation.ts";
import { proposePolicy } from "#lib/councils/commands/propose-policy.ts";
import { delegationsOf } from "#lib/councils/rows/delegations.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { publicUrl } from "#lib/env.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { cookieFor } from "#lib/testing/servers/api.ts";
import { type ApiServer, apiServer } from "#lib/testing/servers/api-server.ts";
import { fileIn } from "#lib/testing/worlds/conditions.ts";
import { delegate, termsOf } from "#lib/testing/worlds/delegations.ts";
import { rushing } from "#lib/testing/worlds/emergencies.ts";
import { oneCouncil, signing } from "#lib/testing/worlds/releases.ts";
import { sealedBoard } from "#lib/testing/worlds/sealing.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";
import { sealVerdict } from "./seal-verdict.ts";
import { withdrawRelease } from "./withdraw-release.ts";

let world: World;
let board: Awaited<ReturnType<typeof sealedBoard>>;
let server: ApiServer;
let release: number;
beforeAll(async () => {
  world = await testWorld();
  board = await sealedBoard(world);
  server = await apiServer(world.here.db, world.here.database.appUrl);
  // The server goes by the real clock.
  world.here.clock.now = new Date();
});
afterAll(async () => {
  await server?.close();
  await world?.here.close();
});
afterEach(() => vi.unstubAllEnvs());

beforeEach(async () => {
  release = await board.next();
});

const refused = (code: string) => ({ ok: false, error: { code } });
let named = 0;
const signer = (...functions: BusinessFunction[]) =>
  world.here.person(`Signer ${"abcdefgh"[named++]}`, ["reviewer"], functions);

/** A sealed verdict for another. */
const speak = async (by: Person, of: Person, seat: BusinessFunction = "compliance") =>
  world.here.attempt(
    sealVerdict,
    { ...(await board.giving(by, release, { seat, decision: "reject" })), onBehalfOf: of.id },
    by,
  );

describe("a delegate who seals", () => {
  it("takes the seat for both: neither seals another, and the log names whom they spoke for", async () => {
    const { here } = world;
    const [from, to] = [await signer("compliance", "engineering"), await signer("engineering")];
    await delegate(here, from, termsOf(here, to, ["compliance"]));
    expect(await speak(to, from)).toMatchObject({ ok: true });
    const [event] = await board.sealedEvents(release);
    expect(event).toMatchObject({
      actor: { id: to.id },
      data: { seat: "compliance", signer: to.id, onBehalfOf: from.id, delegation: expect.any(String) },
    });
    expect(await board.give(to, release, { seat: "engineering" })).toMatchObject({ ok: false });
    expect(await board.give(from, release, { seat: "engineering" })).toMatchObject({ ok: false });
    expect((await board.sealed(release))?.seats.map(({ heard }) => heard)).toEqual([false, false, true]);
  });

  it("counts as one voice with whoever gave the delegation, who seals beside them", async () => {
    const { here } = world;
    const [from, to] = [await signer("compliance"), await signer("product")];
    await delegate(here, from, termsOf(here, to, ["compliance"]));
    await speak(to, from);
    await board.give(from, release, { seat: "compliance" });
    const file = await fileIn(here, release);
    const voices = file.sealing?.given.map((one) => one.onBehalfOf ?? one.signerId);
    expect(new Set(voices)).toEqual(new Set([from.id]));
  });

  it("is opened although the delegation ended before the reveal, and then signs nothing", async () => {
    const { here, people } = world;
    const [from, to] = [await signer("compliance"), await signer("product")];
    await delegate(here, from, termsOf(here, to, ["compliance"]));
    await speak(to, from);
    const [row] = await inWorkspace(here.db, here.workspaceId, (tx) => delegationsOf(tx, from.id));
    await here.make(endDelegation, { delegation: row!.id, reason: "Back." }, from);
    expect(await speak(to, from)).toMatchObject(refused("no-delegation"));
    await board.give(people.dara, release, { seat: "data-science" });
    await board.give(people.erik, release, { seat: "engineering" });
    expect(await board.reveal(release)).toMatchObject({ ok: true, value: { opened: 3, unread: 0 } });
    const late = await signing(here, to, { release, seat: "compliance", onBehalfOf: from });
    expect(await here.attempt(castVerdict, late, to)).toMatchObject(refused("no-delegation"));
  });
});

describe("over HTTP", () => {
  const sessionOf = async ({ id: personId }: Person) => {
    const { here } = world;
    here.clock.now = new Date();
    const opening = { personId, address: "192.0.2.7", userAgent: "test" };
    return (await here.make(openSession, opening, here.system)).sessionId;
  };
  /** Somebody's sealed verdict, ready to be sent. */
  async function ready(by: Person, decision: "approve" | "reject", seat: BusinessFunction = "compliance") {
    const caller = { ...by, sessionId: await sessionOf(by) };
    world.here.clock.now = new Date();
    const { release: number, ...body } = await board.giving(caller, release, { seat, decision });
    const cookie = await cookieFor(caller.sessionId, "s".repeat(32));
    return async (key?: string, changed: object = {}) => {
      const response = await fetch(`${server.baseUrl}/api/v1/releases/${number}/sealed-verdicts`, {
        method: "POST",
        headers: {
          cookie,
          origin: publicUrl().origin,
          "sec-fetch-site": "same-origin",
          "content-type": "application/json",
          ...(key ? { "idempotency-key": key } : {}),
        },
        body: JSON.stringify({ ...body, ...changed }),
      });
      return { status: response.status, text: await response.text() };
    };
  }

  it("two people take one seat at once and are both heard; one person twice is heard once", async () => {
    const { people } = world;
    const second = await signer("compliance");
    const [one, other] = [await ready(people.carla, "reject"), await ready(second, "reject")];
    const both = await Promise.all([one(), other()]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await board.sealedEvents(release)).toHaveLength(2);
    const [first, again] = [await ready(people.carla, "reject"), await ready(people.carla, "approve")];
    const twice = await Promise.all([first(), again(), first()]);
    expect(twice.filter(({ status }) => status === 200)).toHaveLength(2);
    const given = (await board.sealed(release))?.seats[2]?.given ?? [];
    expect(given.map(({ signerId }) => signerId).toSorted()).toEqual([people.carla.id, second.id].toSorted());
  });

  it("a retry is answered alike, whatever it says, and neither row nor digest tells", async () => {
    const { people } = world;
    const send = await ready(people.carla, "reject");
    const first = await send("retry-of-a-seal");
    expect(first.status).toBe(200);
    expect(await send("retry-of-a-seal")).toEqual(first);
    expect(await send("retry-of-a-seal", { decision: "approve", comment: "Other." })).toEqual(first);
    expect(await board.sealedEvents(release)).toHaveLength(1);
    expect(Object.keys(JSON.parse(first.text)).toSorted()).toEqual(["sealedId", "state"]);
    const [kept] = await board.asOwner(
      "SELECT to_jsonb(i)::text AS text, request_digest AS digest FROM idempotent_answer i WHERE key = 'retry-of-a-seal'",
    );
    expect(kept.text).not.toMatch(/reject|approve|Say more/);
    const { subjectDigest, round } = (await fileIn(world.here, release)).release;
    const guesses = ["approve", "reject", "request-changes"].map((decision) =>
      digestOfJson({ release, round, subjectDigest, seat: "compliance", decision, comment: "Say more." }),
    );
    expect(guesses).not.toContain(kept.digest);
  });

  it("what is denied is counted under a code that says nothing of what was tried", async () => {
    const { people } = world;
    const newcomer = await signer("compliance");
    const waiting = await ready(newcomer, "approve");
    server.tally.take();
    // Only an approval is refused for this: told apart, it would tell.
    expect((await waiting()).text).toContain("waits-to-sign");
    expect(server.tally.take()).toMatchObject([{ code: "sealed-verdict-denied", count: 1 }]);
    for (const decision of ["approve", "reject"] as const) {
      const send = await ready(people.dara, decision);
      expect((await send()).text).toContain("not-of-this-function");
    }
    const counted = server.tally.take().filter(({ kind }) => kind === "denial");
    expect(counted).toMatchObject([{ code: "sealed-verdict-denied", count: 2 }]);
    const unsaid = await ready(people.carla, "reject");
    expect((await unsaid(undefined, { comment: undefined })).text).toContain("reason-missing");
    expect(server.tally.take().filter(({ kind }) => kind === "denial")).toEqual([]);
  });
});

describe("without a key", () => {
  it("nobody seals, and no policy asks for it", async () => {
    const { here, people } = world;
    const ready = await board.giving(people.carla, release, { seat: "compliance", decision: "reject" });
    vi.stubEnv("SEAL_PUBLIC_KEY", "");
    expect(await here.attempt(sealVerdict, ready, people.carla)).toMatchObject(refused("no-seal-key"));
    expect(await board.sealedEvents(release)).toEqual([]);
    const policy = oneCouncil(...SEATS);
    const sealing = {
      ...policy,
      routes: policy.routes.map((route) => ({ ...route, sealed: { hours: 48 } })),
    };
    const asking = { basedOn: 2, policy: sealing, reason: "Sealed." };
    expect(await here.attempt(proposePolicy, asking, people.ada)).toMatchObject({
      error: { code: "no-seal-key", todo: expect.stringContaining("SEAL_PUBLIC_KEY") },
    });
  });
});

it("an emergency is not sealed: an objection to it holds it at once", async () => {
  const { here, people } = world;
  await here.make(withdrawRelease, { release, reason: "A test." }, people.jonas);
  release = await rushing(world).open(2);
  expect((await fileIn(here, release)).sections.policy).not.toHaveProperty("sealed");
  expect(await board.sealed(release)).toBeNull();
  const giving = await board.giving(people.carla, release, { seat: "compliance", decision: "reject" });
  expect(await here.attempt(sealVerdict, giving, people.carla)).toMatchObject(refused("nothing-sealed"));
  expect(await board.sealedEvents(release)).toEqual([]);
});
