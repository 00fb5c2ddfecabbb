import { NIL } from "uuid";
import { ACCOUNT_ALLOWANCE, ADDRESS_ALLOWANCE } from "#lib/access/throttle.ts";
import {
  hashIsOutdated,
  hashPassword,
  passwordMatches,
  UNKNOWN_ACCOUNT_HASH,
} from "#lib/crypto/password-hash.ts";
import type { Database } from "#lib/db/client.ts";
import { email as emailField } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { DAY_MS } from "#lib/kernel/time.ts";
import { admitTry, forgiveTry } from "./admit-try.ts";

export type Credentials = { email: string; password: string; address: string };

/** An address counts as an account's own for this many days after a sign-in from it. */
const OWN_ADDRESS_DAYS = 30;

/**
 * Checks an e-mail address and password. An unknown account and a wrong password get the same answer in the same
 * time. Attempts are counted per account and per address in Postgres, so the counts hold across processes and
 * restarts. This is not a business change: the throttle is written outside the one door, so that a refused attempt is
 * remembered. `noteRefused` receives the account that was tried, which the answer never reveals.
 */
export async function checkCredentials(
  db: Database,
  { email, password, address }: Credentials,
  now: Date,
  noteRefused: (personId: string | null, code: string) => void = () => {},
): Promise<Result<{ personId: string }, Refusal>> {
  const parsed = emailField.safeParse(email);
  const account = parsed.success ? parsed.data : "";
  const person = await db.prisma.person.findUnique({ where: { email: account } });
  const own = await isOwnAddress(db, person?.id ?? NIL, address, now);
  const ofAddress = { key: `address:${address}`, allowance: ADDRESS_ALLOWANCE };
  // Guessing at an account from elsewhere must not lock its owner out at their usual address.
  const ofAccount = {
    key: own ? `account:${account}@${address}` : `account:${account}`,
    allowance: ACCOUNT_ALLOWANCE,
  };
  const keys = account ? [ofAccount, ofAddress] : [ofAddress];
  const admitted = await admitTry(db, keys, now);
  const refused = <T extends { error: Refusal }>(refusal: T): T => {
    noteRefused(person?.id ?? null, refusal.error.code);
    return refusal;
  };
  if (!admitted.ok) return refused(admitted);
  const matches = await passwordMatches(password, person?.passwordHash ?? UNKNOWN_ACCOUNT_HASH);
  if (!person || !matches || person.disabledAt) return refused(wrong);
  await forgiveTry(db, keys);
  if (hashIsOutdated(person.passwordHash)) await rehash(db, person, password);
  return ok({ personId: person.id });
}

/** Rehashes the same password at today's cost, unless it was changed in the meantime. */
async function rehash(db: Database, { id, passwordHash }: Kept, password: string): Promise<void> {
  await db.prisma.person.updateMany({
    where: { id, passwordHash },
    data: { passwordHash: await hashPassword(password) },
  });
}
type Kept = { id: string; passwordHash: string };

const wrong = refuse("unauthenticated", "wrong-credentials", "Wrong e-mail address or password.", {
  todo: "Check both and try again.",
});

async function isOwnAddress(db: Database, personId: string, address: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - OWN_ADDRESS_DAYS * DAY_MS);
  const session = await db.prisma.session.findFirst({
    where: { personId, address, createdAt: { gt: since } },
    select: { id: true },
  });
  return session !== null;
}
