import type { Database } from "#lib/db/client.ts";

const LEASE_SECONDS = 5;

/**
 * Takes or renews the lease for a kind of work, by the database's clock, and returns its fencing token; null where
 * another holds it. A worker that slept past its lease finds a higher token, and its commands are refused.
 */
export async function holdLease(db: Database, work: string, holder: string): Promise<number | null> {
  const [row] = await db.sql.$queryRaw<{ fence: number }[]>`
    INSERT INTO worker_lease AS lease (work, holder, fence, until)
    VALUES (${work}, ${holder}, 1, now() + make_interval(secs => ${LEASE_SECONDS}))
    ON CONFLICT (work) DO UPDATE SET
      fence = CASE WHEN lease.holder = excluded.holder AND lease.until > now() THEN lease.fence ELSE lease.fence + 1 END,
      holder = excluded.holder,
      until = excluded.until
    WHERE lease.holder = excluded.holder OR lease.until <= now()
    RETURNING fence`;
  return row?.fence ?? null;
}

/** Releases the lease, so that another need not wait for it to expire: not even for the rest of this millisecond. */
export async function releaseLease(db: Database, work: string, holder: string): Promise<void> {
  await db.sql
    .$executeRaw`UPDATE worker_lease SET until = 'epoch' WHERE work = ${work} AND holder = ${holder}`;
}
