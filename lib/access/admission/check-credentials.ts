import { hashIsOutdated, hashPassword, passwordMatches } from "#lib/crypto/password-hash.ts";
import type { Database } from "#lib/db/client.ts";
import { networkOf } from "#lib/kernel/address-block.ts";
import { email as emailField } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { DAY_MS } from "#lib/kernel/time.ts";
import { admitTry, forgiveTry } from "./admit-try.ts";
import { accountKey, networkKey, type ThrottleKey } from "./throttle-keys.ts";

/** A browser from which this person signed in before. */
export type KnownBrowser = { readonly id: string; readonly personId: string };

export type Credentials = {
  readonly email: string;
  readonly password: string;
  readonly address: string;
  readonly browser?: KnownBrowser | null;
};

/** A network counts as a person's own for this many days after a sign-in from it. */
const OWN_NETWORK_DAYS = 30;

/**
 * Checks an e-mail address and password. An unknown account and a wrong password get the same answer in the same
 * time. Attempts are counted in Postgres, so the counts hold across processes and
 * restarts. This is not a business change: the throttle is written outside the one door, so that a refused attempt is
 * remembered. `noteRefused` receives the account that was tried, which the answer never reveals.
 */
export async function checkCredentials(
  db: Database,
  { email, password, address, browser = null }: Credentials,
  now: Date,
  noteRefused: (personId: string | null, code: string) => void = () => {},
): Promise<Result<{ personId: string }, Refusal>> {
  const parsed = emailField.safeParse(email);
  const account = parsed.success ? parsed.data : "";
  const person = await db.prisma.person.findUnique({ where: { email: account } });
  const keys = await keysOf(db, { account, personId: person?.id ?? null, address, browser }, now);
  const admitted = await admitTry(db, keys, now);
  const refused = <T extends { error: Refusal }>(refusal: T): T => {
    noteRefused(person?.id ?? null, refusal.error.code);
    return refusal;
  };
  if (!admitted.ok) return refused(admitted);
  const matches = await passwordMatches(password, person?.passwordHash ?? null);
  if (!person || !matches || person.disabledAt) return refused(wrong);
  await forgiveTry(db, keys);
  if (person.passwordHash && hashIsOutdated(person.passwordHash))
    await rehash(db, { id: person.id, passwordHash: person.passwordHash }, password);
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

type Trying = { account: string; personId: string | null; address: string; browser: KnownBrowser | null };

/**
 * Where an attempt is counted: for a browser the person signed in from before, only there; in a network they signed in
 * from lately, by account and network; anywhere else, by account and by network. So neither guessing at an account from
 * elsewhere nor guessing at others beside its owner locks the owner out.
 */
async function keysOf(db: Database, trying: Trying, now: Date): Promise<readonly ThrottleKey[]> {
  const { account, personId, address, browser } = trying;
  if (!account) return [networkKey(address)];
  if (personId && browser?.personId === personId) return [accountKey(`${account}#${browser.id}`)];
  const network = networkOf(address);
  const own = personId !== null && (await ownNetworks(db, personId, now)).has(network);
  return own ? [accountKey(`${account}@${network}`)] : [accountKey(account), networkKey(address)];
}

async function ownNetworks(db: Database, personId: string, now: Date): Promise<ReadonlySet<string>> {
  const since = new Date(now.getTime() - OWN_NETWORK_DAYS * DAY_MS);
  const sessions = await db.prisma.session.findMany({
    where: { personId, createdAt: { gt: since } },
    select: { address: true },
    distinct: ["address"],
  });
  return new Set(sessions.map(({ address }) => networkOf(address)));
}
