import { PgBoss } from "pg-boss";
import { JOBS, SCHEDULED } from "./jobs.ts";

/** A pg-boss that only sends: no schema changes and no maintenance; started on first use. */
export type Queue = { readonly sender: () => Promise<PgBoss>; stop(): Promise<void> };

const QUIET = { migrate: false, createSchema: false, supervise: false, schedule: false } as const;

export function openQueue(connectionString: string): Queue {
  let starting: Promise<PgBoss> | undefined;
  return {
    sender: () => {
      starting ??= start(new PgBoss({ connectionString, max: 2, ...QUIET })).catch((error: unknown) => {
        // The database was unavailable: the next sender retries.
        starting = undefined;
        throw error;
      });
      return starting;
    },
    stop: async () => {
      const boss = await starting?.catch(() => undefined);
      await boss?.stop({ graceful: false });
    },
  };
}

async function start(boss: PgBoss): Promise<PgBoss> {
  boss.on("error", () => {}); // the next send meets and reports a lost connection
  await boss.start();
  return boss;
}

/** Creates the queue's tables and queues as the owner. Idempotent. */
export async function installQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 2, supervise: false, schedule: false });
  boss.on("error", () => {});
  await boss.start();
  for (const name of [...JOBS, ...Object.keys(SCHEDULED)])
    await boss.createQueue(name, { retryLimit: 10, retryBackoff: true, retryDelay: 1 });
  await boss.stop({ graceful: false });
}
