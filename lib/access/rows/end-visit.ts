import type { Tx } from "#lib/db/client.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";

/** Visits end long before their traces go. */
const KEPT_MS = 24 * HOUR_MS;

/** Ends a visit to a provider. Of several answers to it, one does; the others get false. */
export async function endVisit(db: Pick<Tx, "$executeRaw">, visitId: string, now: Date): Promise<boolean> {
  await db.$executeRaw`DELETE FROM provider_visit WHERE ended_at < ${new Date(now.getTime() - KEPT_MS)}`;
  const ended = await db.$executeRaw`
    INSERT INTO provider_visit (id, ended_at) VALUES (${visitId}::uuid, ${now}) ON CONFLICT DO NOTHING`;
  return ended === 1;
}
