import { randomUUID } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { askNewApp, askNewPasskey, askPasskey } from "#lib/access/admission/factor-challenge.ts";
import { type PresenceProof, provePresence } from "#lib/access/admission/prove-presence.ts";
import { enrolFactor } from "#lib/access/commands/enrol-factor.ts";
import { type Deed, deedSubject, ownSubject, type StepUpAct, stepUpPurpose } from "#lib/access/step-up.ts";
import { softwarePasskey } from "#lib/testing/specimens/software-passkey.ts";
import { PASSWORD, type Person, type TestWorkspace } from "./workspace.ts";

/** The test workspace's clock stops between commands; a code belongs to that moment. */
export type App = {
  factorId: string;
  code(at?: Date): string;
  secret: Secret;
  recoveryCodes: string[] | null;
};

/** A proof as an older client asks for it: for any change of one's own account. */
export async function proven(
  here: TestWorkspace,
  person: Person,
  proof: PresenceProof = { password: PASSWORD },
): Promise<string> {
  const act = "change-factors";
  return (await provenOver(here, person, { act, subjectDigest: ownSubject(act, person.id), ...proof }))
    .stepUpId;
}

/** A proof for a deed, as a field of its input. */
export const provenFor = (here: TestWorkspace, person: Person, act: Deed, of: string) =>
  provenOver(here, person, {
    act,
    subjectDigest: deedSubject(act, { by: person.id, of }),
    password: PASSWORD,
  });

/** A proof over this, as a field of the act's input. */
export async function provenOver(
  here: TestWorkspace,
  person: Person,
  over: PresenceProof & { act: string; subjectDigest: string },
): Promise<{ stepUpId: string }> {
  return orThrow(await provePresence(here.db, person, over, here.clock.now));
}

/** The same for whoever has more than a password, as the database would hold it. */
export const storedProof = (here: TestWorkspace, person: Person, act: Deed, of: string) =>
  storedPresence(here, person, { act, subjectDigest: deedSubject(act, { by: person.id, of }) });

type Over = { readonly act: StepUpAct; readonly subjectDigest: string; readonly identityId?: string };

/** A fresh proof of presence for one act over one digest, as the database would hold it, through an account or none. */
export async function storedPresence(
  { db, clock }: TestWorkspace,
  { id: personId, sessionId }: Person,
  { act, subjectDigest, identityId }: Over,
) {
  const stepUpId = randomUUID();
  const purpose = stepUpPurpose(act, subjectDigest);
  const through = identityId ? { method: "provider", identityId } : { method: "webauthn" };
  await db.prisma.stepUp.create({
    data: { id: stepUpId, sessionId, personId, purpose, createdAt: clock.now, ...through },
  });
  return { stepUpId };
}

/** Adds an app that shows one-time codes to a person's account. */
export async function addApp(here: TestWorkspace, person: Person, proof?: PresenceProof): Promise<App> {
  const asked = orThrow(await askNewApp(here.db, person, here.clock.now));
  const secret = Secret.fromBase32(asked.key.text);
  const code = (at = here.clock.now) => TOTP.generate({ secret, timestamp: at.getTime() });
  const { factorId, recoveryCodes } = await here.make(
    enrolFactor,
    {
      stepUpId: await proven(here, person, proof),
      challengeId: asked.challengeId,
      name: "Phone",
      code: code(new Date(here.clock.now.getTime() + commandMs(here))),
    },
    person,
  );
  return { factorId, code, secret, recoveryCodes };
}

/** Adds a passkey to a person's account. */
export async function addPasskey(here: TestWorkspace, person: Person, proof?: PresenceProof) {
  const passkey = softwarePasskey();
  const { challengeId, options } = orThrow(await askNewPasskey(here.db, person, here.clock.now));
  const stepUpId = await proven(here, person, proof);
  const enrolled = { stepUpId, challengeId, name: "Laptop", passkey: passkey.make(options) };
  const { factorId, recoveryCodes } = await here.make(enrolFactor, enrolled, person);
  return { ...passkey, factorId, recoveryCodes };
}

/** The challenge for the person's passkey, for this act over this digest. */
export const askedFor = async (here: TestWorkspace, person: Person, act: string, subjectDigest: string) =>
  orThrow(await askPasskey(here.db, person, stepUpPurpose(act, subjectDigest), here.clock.now));

/** The workspace's clock between commands; each command moves it by a minute. */
const commandMs = ({ clock }: TestWorkspace): number =>
  Object.getOwnPropertyDescriptor(clock, "now")?.get ? 0 : 60_000;

function orThrow<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
