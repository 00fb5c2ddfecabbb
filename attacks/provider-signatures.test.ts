import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bindIdentity } from "#lib/access/commands/bind-identity.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import { unbindIdentity } from "#lib/access/commands/unbind-identity.ts";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { altering, type Forging, forged } from "#lib/testing/packets/forging.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { proven, provenFor } from "#lib/testing/worlds/factors.ts";
import { proposed, signProposal } from "#lib/testing/worlds/policies.ts";
import { racing, waits } from "#lib/testing/worlds/racing.ts";
import { oneCouncil, sign, signing } from "#lib/testing/worlds/releases.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { emailOf, type Person } from "#lib/testing/worlds/workspace.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";
import { tidy } from "#lib/workers/reconciler.ts";

/** The policy takes only what comes through a provider, and somebody signs past it. */
let world: World;
let log: Awaited<ReturnType<typeof sealedLog>>;
const folder = mkdtempSync(join(tmpdir(), "countersign-provider-"));
const through = new Map<string, { person: Person; identityId: string }>();
beforeAll(async () => {
  world = await testWorld();
  // The reconciler goes by the database's clock.
  world.here.clock.now = new Date();
  log = await sealedLog(world.here.database);
  const { dara, erik, carla } = world.people;
  const policy = {
    ...oneCouncil(...SEATS),
    people: { factorWaitHours: 0, identity: { high: ["provider" as const] } },
  };
  const sol = await world.here.person("Sol Weber", ["reviewer"], ["security"]);
  const proposal = await proposed(world.here, world.people.ada, policy);
  await signProposal(world.here, sol, { ...proposal, seat: "security" });
  await signProposal(world.here, carla, { ...proposal, seat: "compliance" });
  for (const person of [dara, erik, carla]) through.set(person.id, await boundSession(person));
}, 180_000);
afterAll(async () => {
  await log?.close();
  await world?.here.close();
  rmSync(folder, { recursive: true });
});

/** Binds an account at a provider, and comes in through it. */
async function boundSession(person: Person) {
  const { here } = world;
  const account = { issuer: "https://login.example", subject: person.name, emailVerified: true };
  const given = { stepUpId: await proven(here, person), email: emailOf(person), ...account };
  const { identityId } = await here.make(bindIdentity, given, person);
  const opening = { personId: person.id, address: "192.0.2.7", userAgent: "test", identityId };
  const { sessionId } = await here.make(openSession, opening, here.system);
  return { person: { ...person, sessionId }, identityId };
}

const pageOf = (release: number) => world.here.see(releasePage, { release }, world.people.vic);

async function approvedThroughProvider(): Promise<number> {
  const { here, people, submit } = world;
  const release = await submit(2);
  for (const [signer, seat] of [
    [people.dara, "data-science"],
    [people.erik, "engineering"],
    [people.carla, "compliance"],
  ] as const)
    await sign(here, through.get(signer.id)!.person, { release, seat });
  return release;
}

it("refuses a password beside the account", async () => {
  const { here, people, submit } = world;
  const release = await submit(2);
  const { mine } = await here.see(releasePage, { release }, people.dara);
  expect(mine.seats).toMatchObject([{ function: "data-science", whyNot: null }]);
  const byPassword = await signing(here, people.dara, { release, seat: "data-science" });
  expect(await here.attempt(castVerdict, byPassword, people.dara)).toMatchObject({
    error: {
      code: "identity-level-not-taken",
      todo: "Prove your presence through the provider of your organisation.",
    },
  });
});

it("stops counting what came through an account that is unbound, in table and packet", async () => {
  const { here, people } = world;
  const release = await approvedThroughProvider();
  expect((await pageOf(release)).state).toBe("approved");
  await log.seal();
  const { files } = await here.see(evidencePacket, { release }, people.vic);
  expect(verified(forged(files, (entries) => entries))).toEqual({ exitCode: 0, said: "" });
  for (const [change, finding] of FORGERIES)
    expect(verified(forged(files, change)), finding).toMatchObject({
      exitCode: 1,
      said: expect.stringContaining(finding),
    });

  const { identityId } = through.get(people.carla.id)!;
  const proof = await provenFor(here, people.ada, "unbind-identity", identityId);
  await here.make(unbindIdentity, { identityId, ...proof, reason: "They left." }, people.ada);
  await tidy(here.db, here.workspaceId, silentLog().log);
  const after = await pageOf(release);
  expect(after.state).toBe("in-review");
  expect(after.council.seats.map(({ state }) => state)).toEqual(["met", "met", "waiting"]);
});

describe("an account that is unbound while its person signs through it", () => {
  /** A verdict through the account, and what an admin unbinds it with. */
  async function both(name: string) {
    const { here, people, submit } = world;
    const joined = await here.person(name, ["reviewer"], ["compliance"]);
    const { person, identityId } = await boundSession(joined);
    const release = await submit(2);
    const verdict = await signing(here, person, { release, seat: "compliance" });
    const proof = await provenFor(here, people.ada, "unbind-identity", identityId);
    const unbinding = { identityId, reason: "They left.", ...proof };
    return { person, release, verdict, unbinding };
  }
  const seatOf = async (release: number) =>
    (await pageOf(release)).council.seats.find((seat) => seat.function === "compliance")?.state;

  it("keeps the signature out where it was unbound first", async () => {
    const { here, people } = world;
    const race = racing(here);
    const { person, release, verdict, unbinding } = await both("Una First");
    const unbound = await race.almost(unbindIdentity, unbinding, people.ada);
    const signed = race.atOnce(castVerdict, verdict, person);
    expect(await waits(signed)).toBe(true);
    expect(await unbound.commit()).toMatchObject({ ok: true });
    expect(await signed).toMatchObject({ ok: false, error: { code: "identity-level-not-taken" } });
    expect(await seatOf(release)).toBe("waiting");
  });

  it("waits for a signature that came first, which then no longer counts", async () => {
    const { here, people } = world;
    const race = racing(here);
    const { person, release, verdict, unbinding } = await both("Sam First");
    const signature = await race.almost(castVerdict, verdict, person);
    const unbound = race.atOnce(unbindIdentity, unbinding, people.ada);
    expect(await waits(unbound)).toBe(true);
    expect(await signature.commit()).toMatchObject({ ok: true });
    expect(await unbound).toMatchObject({ ok: true });
    expect(await seatOf(release)).toBe("waiting");
    expect((await here.see(replay, {}, people.vic)).differences).toEqual([]);
  });
});

it("finds a row that claims an account its event does not name", async () => {
  const { here, people } = world;
  const differences = async () => (await here.see(replay, {}, people.vic)).differences;
  expect(await differences()).toEqual([]);
  await withClient(here.database.ownerUrl, (client) =>
    client.query("UPDATE signature SET account_id = NULL WHERE signer_id = $1", [people.erik.id]),
  );
  expect((await differences()).join()).toContain("account");
});

function verified(files: PacketFiles) {
  const { exitCode, findings } = verdictOn(files, folder);
  return { exitCode, said: findings.map(({ message }) => message).join("\n") };
}

/** The same by whoever holds the signing key and rewrites the log. */
const FORGERIES: [Forging, string][] = [
  [
    altering("verdict.cast", 0, ({ data }) => {
      delete data["identity"];
    }),
    "is by an identity mailed, which the policy does not take here",
  ],
  [
    altering("verdict.cast", 0, ({ data }) => {
      data["level"] = "mailed";
    }),
    "says that its signer was known as mailed, their streams provider",
  ],
  [
    (entries) => entries.filter(({ action }) => action !== "identity.bound"),
    "is by an identity mailed, which the policy does not take here",
  ],
];
