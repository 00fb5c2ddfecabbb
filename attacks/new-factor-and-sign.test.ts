import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import { proposeFunction } from "#lib/access/commands/propose-function.ts";
import { resetFactor } from "#lib/access/commands/reset-factor.ts";
import { consentSigning } from "#lib/councils/commands/consent-signing.ts";
import { waitingSigners } from "#lib/councils/queries/waiting-signers.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { confirmFunction } from "#lib/policy/commands/confirm-function.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { liftObjection } from "#lib/releases/commands/lift-objection.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { addApp, provenFor, storedProof } from "#lib/testing/worlds/factors.ts";
import { holdOnly } from "#lib/testing/worlds/grant-functions.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { lifting, oneCouncil, signing } from "#lib/testing/worlds/releases.ts";
import { PASSWORD, type Person } from "#lib/testing/worlds/workspace.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";

/** A thief who has a signer's password, or an admin who reset them, signs with a factor of their own. */
let world: World;
beforeAll(async () => {
  vi.stubEnv("SECRET", "a secret of the tests, long enough");
  world = await testWorld({ ...oneCouncil(...SEATS), people: { factorWaitHours: 24 } });
});
afterAll(() => world?.here.close());
/** Whatever was renewed in the test before is over. */
beforeEach(() => pass(25));

const pass = (hours: number): void => {
  world.here.clock.now = new Date(world.here.clock.now.getTime() + hours * HOUR_MS);
};

/** A signer who joined long ago, and a release that waits for them. */
async function signer(name: string, seat: BusinessFunction = "data-science") {
  const person = await world.here.person(name, ["reviewer"], [seat]);
  pass(25);
  const release = await world.submit(2);
  return { person, release, seat };
}
type Signer = Awaited<ReturnType<typeof signer>>;

/** The input for signing; its proof was given by the password alone, before there was a factor. */
const verdictOf = ({ person, release, seat }: Signer, decision: "approve" | "request-changes" = "approve") =>
  signing(world.here, person, { release, seat, decision });
const since = async (person: Person): Promise<string> => {
  const { signers } = await world.here.see(waitingSigners, {}, world.people.vic);
  return signers.find(({ personId }) => personId === person.id)!.since;
};
async function consent(by: Person, person: Person, at?: string) {
  const renewed = at ?? (await since(person));
  const proof = await storedProof(world.here, by, "consent-signing", `${person.id}/${renewed}`);
  const asked = { personId: person.id, since: renewed, reason: "Showed me the new key.", ...proof };
  return world.here.attempt(consentSigning, asked, by);
}
const refused = (code: string) => ({ ok: false, error: { code } });

/** Somebody whose way in went through this admin's hands. */
async function handedOver(name: string, admin: Person): Promise<Person> {
  const { here } = world;
  const email = `${name.toLowerCase().replace(" ", ".")}@elsewhere.example`;
  const proof = await provenFor(here, admin, "invite-person", email);
  const issued = await here.make(invitePerson, { email, name, roles: ["reviewer"], ...proof }, admin);
  await redeem(here, issued, PASSWORD);
  const { personId: id } = issued;
  await holdOnly(here, { id }, ["compliance"]);
  const opened = { personId: id, address: "192.0.2.7", userAgent: "test" };
  const { sessionId } = await here.make(openSession, opened, here.system);
  const { workspaceId } = here;
  return { kind: "person", id, name, workspaceId, roles: ["reviewer"], functions: ["compliance"], sessionId };
}

async function resetBy(admin: Person, person: Person): Promise<void> {
  const proof = await provenFor(world.here, admin, "reset-factor", person.id);
  await world.here.make(resetFactor, { personId: person.id, reason: "Lost it.", ...proof }, admin);
}

describe("a thief who has the password and enrols a factor", () => {
  it("does not sign for the policy's hours, whatever was enrolled before; their objection gets through", async () => {
    const { here } = world;
    const of = await signer("Tess Taken");
    const [verdict, objection] = [await verdictOf(of), await verdictOf(of, "request-changes")];
    await addApp(here, of.person);
    const answer = await here.attempt(castVerdict, verdict, of.person);
    expect(answer).toMatchObject(refused("waits-to-sign"));
    expect(answer).toMatchObject({
      error: {
        message: expect.stringMatching(
          /^You cannot sign before .* UTC: a second factor was added to your account on .* UTC\.$/,
        ),
        todo: expect.stringContaining("Carla Diaz"),
      },
    });
    const { mine } = await here.see(releasePage, { release: of.release }, of.person);
    expect(mine.seats).toMatchObject([
      { whyNot: null, whyNotApprove: expect.stringContaining("You cannot sign") },
    ]);
    const { signers } = await here.see(waitingSigners, {}, world.people.vic);
    const { council } = await here.see(releasePage, { release: of.release }, world.people.vic);
    expect(council.seats.flatMap(({ function: seat, waiting }) => waiting.map((one) => [seat, one]))).toEqual(
      signers.map(({ name, until }) => [of.seat, { name, until }]),
    );
    expect(signers).toMatchObject([{ name: "Tess Taken" }]);
    expect(await here.attempt(castVerdict, objection, of.person)).toMatchObject({ ok: true });
  });

  it("signs once the hours are over, under the hours that the signature names", async () => {
    const { here } = world;
    const of = await signer("Wanda Waited");
    await addApp(here, of.person);
    await resetBy(world.people.ada, of.person);
    const page = () => here.see(releasePage, { release: of.release }, of.person);
    pass(23);
    expect((await page()).mine.seats[0]?.whyNotApprove).toContain("your password or your second factors");
    pass(1);
    expect((await page()).mine.seats[0]?.whyNotApprove).toBeNull();
    await here.make(castVerdict, await verdictOf(of), of.person);
    const file = await inWorkspace(here.db, here.workspaceId, (tx) =>
      readRelease(tx, of.release, here.clock.now),
    );
    if (!file.ok) throw new Error(file.error.message);
    expect((await here.eventsOf(`release/${file.value.id}`)).at(-1)).toMatchObject({
      action: "verdict.cast",
      data: { signer: of.person.id, factorWaitHours: 24 },
    });
  });

  it("lifts no objection, confirms no function and consents to nobody", async () => {
    const { here } = world;
    const objector = await signer("Otto Objects", "compliance");
    const { verdictId: objection } = await here.make(
      castVerdict,
      await verdictOf(objector, "request-changes"),
      objector.person,
    );
    const { person: thief, ...of } = await signer("Cora Confirms", "compliance");
    const { release } = objector;
    const { subjectDigest } = await verdictOf({ ...of, release, person: thief });
    const lift = await lifting(here, thief, { release, objection, subjectDigest });
    const confirmed = { personId: objector.person.id, function: "product" } as const;
    await here.make(proposeFunction, { ...confirmed, reason: "An alternate." }, here.system);
    await addApp(here, objector.person);
    await addApp(here, thief);
    expect(await here.attempt(liftObjection, lift, thief)).toMatchObject(refused("waits-to-sign"));
    expect(await consent(thief, objector.person)).toMatchObject(refused("waits-to-sign"));
    const confirm = async () => {
      const proof = await storedProof(here, thief, "confirm-function", `${confirmed.personId}/product`);
      return here.attempt(confirmFunction, { ...confirmed, ...proof }, thief);
    };
    expect(await confirm()).toMatchObject(refused("waits-to-sign"));
    pass(24);
    expect(await confirm()).toMatchObject({ ok: true });
  });
});

describe("an admin who resets a signer's factor", () => {
  it("signs as them neither at once nor with the consent of anybody in their hand", async () => {
    const { here, people } = world;
    const of = await signer("Rita Reset");
    const puppet = await handedOver("Pia Puppet", people.ada);
    pass(25);
    await addApp(here, of.person);
    await resetBy(people.ada, of.person);
    expect(await here.attempt(castVerdict, await verdictOf(of), of.person)).toMatchObject(
      refused("waits-to-sign"),
    );
    expect(await consent(puppet, of.person)).toMatchObject(refused("not-independent"));
    expect(await consent(of.person, of.person)).toMatchObject(refused("not-oneself"));
    expect(await consent(people.ada, of.person)).toMatchObject(refused("role-missing"));
    expect(await consent(people.rhea, of.person)).toMatchObject(refused("role-missing"));
  });

  it("needs somebody independent, who then does not sign beside them; a later factor needs another consent", async () => {
    const { here, people } = world;
    const of = await signer("Ines Innocent");
    await addApp(here, of.person);
    await resetBy(people.ada, of.person);
    const first = await since(of.person);
    expect(await consent(people.carla, of.person)).toMatchObject({ ok: true });
    expect((await here.eventsOf(`person/${of.person.id}`)).at(-1)).toMatchObject({
      action: "signing.consented",
      actor: { id: people.carla.id },
      data: { since: first, until: expect.any(String) },
    });
    expect(await here.attempt(castVerdict, await verdictOf(of), of.person)).toMatchObject({ ok: true });
    const beside = { ...of, person: people.carla, seat: "compliance" } as const;
    expect(await here.attempt(castVerdict, await verdictOf(beside), people.carla)).toMatchObject({
      error: {
        code: "not-independent",
        message: expect.stringContaining("consented that Ines Innocent signs without waiting"),
      },
    });
    const again = { ...of, release: await world.submit(3) };
    const verdict = await verdictOf(again);
    await addApp(here, of.person);
    expect(await consent(people.erik, of.person, first)).toMatchObject(refused("renewed-again"));
    expect(await here.attempt(castVerdict, verdict, of.person)).toMatchObject(refused("waits-to-sign"));
  });
});
