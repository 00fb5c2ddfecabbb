import type { Database } from "#lib/db/client.ts";

/**
 * Tells whoever judges that there is evidence. Not in the transaction that brought it: NOTIFY takes a lock over the
 * whole database until its commit, and all batches would wait for one another's. One notification speaks for all that
 * came while the last was on its way; a lost one costs a tick of the reconciler.
 */
export function wakeJudges(db: Database): void {
  const underWay = calls.get(db);
  if (underWay) {
    underWay.again = true;
    return;
  }
  const call = { again: false };
  calls.set(db, call);
  void send(db, call);
}

type Call = { again: boolean };
const calls = new WeakMap<Database, Call>();

async function send(db: Database, call: Call): Promise<void> {
  do {
    call.again = false;
    await db.prisma.$executeRaw`SELECT pg_notify('evidence', '')`.catch(() => {});
  } while (call.again);
  calls.delete(db);
}
