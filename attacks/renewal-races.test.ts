import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { askNewApp } from "#lib/access/admission/factor-challenge.ts";
import { enrolFactor } from "#lib/access/commands/enrol-factor.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { redeemLink } from "#lib/access/commands/redeem-link.ts";
import { consentSigning } from "#lib/councils/commands/consent-signing.ts";
import { waitingSigners } from "#lib/councils/queries/waiting-signers.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { proven, provenFor, storedProof } from "#lib/testing/worlds/factors.ts";
import { racing, waits } from "#lib/testing/worlds/racing.ts";
import { oneCouncil, signing } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";

/** Two real transactions at once: one renews what somebody signs in with, the other uses it. */
let world: World;
let race: ReturnType<typeof racing>;
beforeAll(async () => {
  vi.stubEnv("SECRET", "a secret of the tests, long enough");
  world = await testWorld({ ...oneCouncil(...SEATS), people: { factorWaitHours: 24 } });
  race = racing(world.here);
});
afterAll(() => world?.here.close());
beforeEach(() => pass(25));

const pass = (hours: number): void => {
  world.here.clock.now = new Date(world.here.clock.now.getTime() + hours * HOUR_MS);
};

/** A signer who joined long ago, and what they would sign with the password alone. */
async function signer(name: string) {
  const { here } = world;
  const person = await here.person(name, ["reviewer"], ["data-science"]);
  pass(25);
  const release = await world.submit(2);
  return { person, verdict: await signing(here, person, { release, seat: "data-science" }) };
}

/** A thief's new factor. */
async function enrolling(person: Person) {
  const { here } = world;
  const { value: asked } = await askNewApp(here.db, person, here.clock.now);
  const { challengeId, key } = asked;
  const secret = Secret.fromBase32(key.text);
  const code = TOTP.generate({ secret, timestamp: here.clock.now.getTime() });
  return { stepUpId: await proven(here, person), challengeId, name: "Phone", code };
}

/** A new password by an admin's link. */
async function redeeming({ id: personId }: Person) {
  const { here, people } = world;
  const proof = await provenFor(here, people.ada, "issue-link", personId);
  const { linkId } = await here.make(issueLink, { personId, reason: "Forgot it.", ...proof }, people.ada);
  return { linkId, personId, newPassword: "somebody else chose this one" };
}

it.each([
  ["factor that is enrolled", enrolFactor, enrolling],
  ["password that is reset", redeemLink, redeeming],
] as const)("whoever signs waits for a %s meanwhile, and then for its hours", async (_, command, inputOf) => {
  const { person, verdict } = await signer(`Rosa ${command.name}`);
  const by = command === enrolFactor ? person : world.here.system;
  const renewal = await race.almost(command, await inputOf(person), by);
  const signed = race.atOnce(castVerdict, verdict, person);
  expect(await waits(signed)).toBe(true);
  expect(await renewal.commit()).toMatchObject({ ok: true });
  expect(await signed).toMatchObject({ ok: false, error: { code: "waits-to-sign" } });
});

it("a factor waits for the signature that came first, which the log then shows before it", async () => {
  const { here } = world;
  const { person, verdict } = await signer("Sasha Signs");
  const enrolment = await enrolling(person);
  const signature = await race.almost(castVerdict, verdict, person);
  const enrolled = race.atOnce(enrolFactor, enrolment, person);
  expect(await waits(enrolled)).toBe(true);
  expect(await signature.commit()).toMatchObject({ ok: true });
  expect(await enrolled).toMatchObject({ ok: true });
  expect((await here.eventsOf(`factors/${person.id}`)).map(({ action }) => action)).toEqual([
    "factor.enrolled",
  ]);
});

it("a consent to one renewal does not cover another that is committed meanwhile", async () => {
  const { here, people } = world;
  const { person, verdict } = await signer("Cleo Consented");
  await here.make(redeemLink, await redeeming(person), here.system);
  const { signers } = await here.see(waitingSigners, {}, people.vic);
  const { since } = signers.find(({ personId }) => personId === person.id)!;
  const proof = await storedProof(here, people.carla, "consent-signing", `${person.id}/${since}`);
  const consent = { personId: person.id, since, reason: "Met them.", ...proof };
  const again = await race.almost(redeemLink, await redeeming(person), here.system);
  const consented = race.atOnce(consentSigning, consent, people.carla);
  expect(await waits(consented)).toBe(true);
  expect(await again.commit()).toMatchObject({ ok: true });
  expect(await consented).toMatchObject({ ok: false, error: { code: "renewed-again" } });
  expect(await race.atOnce(castVerdict, verdict, person)).toMatchObject({ error: { code: "waits-to-sign" } });
});
