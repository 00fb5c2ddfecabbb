import { ACCOUNT_ALLOWANCE, ADDRESS_ALLOWANCE, afterFailure, waitMs } from "#lib/access/throttle.ts";
import { passwordMatches, UNKNOWN_ACCOUNT_HASH } from "#lib/crypto/password-hash.ts";
import type { Database } from "#lib/db/client.ts";
import { email as emailField } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

export type Credentials = { email: string; password: string; address: string };

/**
 * Checks an e-mail address and password. Unknown account and wrong password look and last the same. Tries are
 * counted per account and per address in Postgres, so they hold across processes and restarts. Not a business
 * change: the throttle is written outside the one door so that a refused try is remembered.
 */
export async function checkCredentials(
  db: Database,
  { email, password, address }: Credentials,
  now: Date,
): Promise<Result<{ personId: string }, Refusal>> {
  const parsed = emailField.safeParse(email);
  const account = parsed.success ? parsed.data : "";
  const keys = [
    { key: `account:${account}`, allowance: ACCOUNT_ALLOWANCE },
    { key: `address:${address}`, allowance: ADDRESS_ALLOWANCE },
  ];
  const wait = await longestWait(db, keys, now);
  if (wait > 0) return tooMany(wait);
  const person = account ? await db.prisma.person.findUnique({ where: { email: account } }) : null;
  const matches = await passwordMatches(password, person?.passwordHash ?? UNKNOWN_ACCOUNT_HASH);
  if (person && matches && !person.disabledAt) {
    await db.prisma.signInThrottle.deleteMany({ where: { key: `account:${account}` } });
    return ok({ personId: person.id });
  }
  for (const { key, allowance } of keys) await countFailure(db, key, allowance, now);
  return refuse("unauthenticated", "wrong-credentials", "The e-mail address or the password is not right.", {
    todo: "Check both and try again.",
  });
}

async function longestWait(db: Database, keys: { key: string }[], now: Date): Promise<number> {
  const rows = await db.prisma.signInThrottle.findMany({
    where: { key: { in: keys.map(({ key }) => key) } },
  });
  return Math.max(0, ...rows.map((row) => waitMs(row, now)));
}

async function countFailure(db: Database, key: string, allowance: number, now: Date): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 1))`;
    const before = await tx.signInThrottle.findUnique({ where: { key } });
    const after = afterFailure(before, now, allowance);
    await tx.signInThrottle.upsert({ where: { key }, create: { key, ...after }, update: after });
  });
}

function tooMany(wait: number) {
  const seconds = Math.ceil(wait / 1000);
  return refuse("throttled", "too-many-tries", `Too many tries. Wait ${seconds} s.`, {
    retryAfterSeconds: seconds,
    todo: "Wait, then try again. Nothing is locked for good.",
  });
}
