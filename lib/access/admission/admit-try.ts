import { afterSuccess, afterTry, waitMs } from "#lib/access/throttle.ts";
import type { Database, Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { ThrottleKey } from "./throttle-keys.ts";

/** Counts a password attempt under each key before it is checked; refuses it while any key must wait. */
export function admitTry(
  db: Database,
  keys: readonly ThrottleKey[],
  now: Date,
): Promise<Result<null, Refusal>> {
  return db.prisma.$transaction(async (tx) => {
    const throttles = await lockThrottles(tx, keys);
    const wait = Math.max(...throttles.map(({ before }) => waitMs(before, now)));
    if (wait > 0) return tooMany(wait);
    for (const { key, allowance, before } of throttles) {
      const after = afterTry(before, now, allowance);
      await tx.signInThrottle.upsert({ where: { key }, create: { key, ...after }, update: after });
    }
    return ok(null);
  });
}

/** Uncounts a successful attempt. */
export function forgiveTry(db: Database, keys: readonly ThrottleKey[]): Promise<void> {
  return db.prisma.$transaction(async (tx) => {
    for (const { key, before } of await lockThrottles(tx, keys)) {
      if (!before) continue;
      const after = afterSuccess(before);
      if (after.failures === 0) await tx.signInThrottle.delete({ where: { key } });
      else await tx.signInThrottle.update({ where: { key }, data: after });
    }
  });
}

/** Locks in the order given, account before address, to avoid deadlocks. */
async function lockThrottles(tx: Tx, keys: readonly ThrottleKey[]) {
  const locked = [];
  for (const { key, allowance } of keys) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 1))`;
    locked.push({ key, allowance, before: await tx.signInThrottle.findUnique({ where: { key } }) });
  }
  return locked;
}

function tooMany(wait: number) {
  const seconds = Math.ceil(wait / 1000);
  return refuse("throttled", "too-many-tries", `Too many attempts. Wait ${seconds} s.`, {
    retryAfterSeconds: seconds,
    todo: "Wait, then try again. The account is not locked.",
  });
}
