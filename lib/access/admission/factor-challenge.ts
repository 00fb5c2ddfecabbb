import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { ENROL_PURPOSE } from "#lib/access/rows/claim-challenge.ts";
import { CHALLENGE_MINUTES_MAX } from "#lib/access/second-factor.ts";
import { codeKeyShown, newCodeKey } from "#lib/crypto/one-time-code.ts";
import { assertionOptions, registrationOptions } from "#lib/crypto/passkey.ts";
import { passkeyChallenge } from "#lib/crypto/passkey-challenge.ts";
import { seal } from "#lib/crypto/sealed.ts";
import type { Database } from "#lib/db/client.ts";
import { publicUrl, secretSetting } from "#lib/env.ts";
import type { PersonCaller } from "#lib/kernel/caller.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Creates a challenge for one of the person's passkeys, for this purpose. */
export async function askPasskey(db: Database, caller: PersonCaller, purpose: string, now: Date) {
  const known = await passkeysOf(db, caller.id);
  if (known.length === 0)
    return refuse("illegal", "no-passkey", "This account has no passkey.", {
      todo: "Use another factor, or add a passkey on the account page.",
    });
  const { id: challengeId, nonce } = await ask(db, caller, purpose, now);
  const options = await assertionOptions(publicUrl(), passkeyChallenge(purpose, nonce), known);
  return ok({ challengeId, options });
}

/** Creates the challenge for a new passkey. */
export async function askNewPasskey(db: Database, caller: PersonCaller, now: Date) {
  const { id: challengeId, nonce } = await ask(db, caller, ENROL_PURPOSE, now);
  const { email } = await db.prisma.person.findUniqueOrThrow({ where: { id: caller.id } });
  const challenge = passkeyChallenge(ENROL_PURPOSE, nonce);
  const known = await passkeysOf(db, caller.id);
  const person = { id: caller.id, email, name: caller.name };
  return ok({ challengeId, options: await registrationOptions(publicUrl(), person, challenge, known) });
}

/** Creates the key of an authenticator app. It is shown once, here, and stored sealed. */
export async function askNewApp(db: Database, caller: PersonCaller, now: Date) {
  const key = newCodeKey();
  const { id: challengeId } = await ask(db, caller, ENROL_PURPOSE, now, key);
  const { email } = await db.prisma.person.findUniqueOrThrow({ where: { id: caller.id } });
  return ok({ challengeId, key: codeKeyShown(key, email, "Countersign") });
}

async function ask(
  db: Database,
  { id: personId, sessionId }: PersonCaller,
  purpose: string,
  now: Date,
  key?: Bytes,
) {
  const id = uuidv7();
  const nonce = new Uint8Array(randomBytes(32));
  await db.prisma.factorChallenge.deleteMany({
    where: { personId, createdAt: { lt: new Date(now.getTime() - 2 * CHALLENGE_MINUTES_MAX * MINUTE_MS) } },
  });
  const sealedSecret = key ? seal(key, secretSetting(), `challenge/${id}`) : null;
  await db.prisma.factorChallenge.create({
    data: { id, personId, sessionId, purpose, nonce, sealedSecret, createdAt: now },
  });
  return { id, nonce };
}

const passkeysOf = async (db: Database, personId: string) => {
  const rows = await db.prisma.secondFactor.findMany({ where: { personId, kind: "webauthn" } });
  return rows.map(({ credentialId, transports }) => ({ credentialId: credentialId!, transports }));
};
