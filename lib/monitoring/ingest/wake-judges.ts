import type { Database } from "#lib/db/client.ts";

/**
 * Notifies whoever judges which exposures have new evidence, as `<workspace> <exposure>`. Not in the transaction that
 * brought it: NOTIFY takes a lock over the whole database until its commit, and all batches would wait for one
 * another's. One statement speaks for all that came while the last was on its way; a lost one costs a tick of the
 * reconciler.
 */
export function wakeJudges(db: Database, workspaceId: string, exposureIds: Iterable<string>): void {
  const waiting = waitingOf.get(db) ?? { payloads: new Set(), sending: false };
  waitingOf.set(db, waiting);
  for (const exposureId of exposureIds) waiting.payloads.add(`${workspaceId} ${exposureId}`);
  if (!waiting.sending) void send(db, waiting);
}

type Waiting = { readonly payloads: Set<string>; sending: boolean };
const waitingOf = new WeakMap<Database, Waiting>();

async function send(db: Database, waiting: Waiting): Promise<void> {
  waiting.sending = true;
  while (waiting.payloads.size > 0) {
    const payloads = [...waiting.payloads];
    waiting.payloads.clear();
    await db.prisma
      .$executeRaw`SELECT pg_notify('evidence', payload) FROM unnest(${payloads}::text[]) AS payload`.catch(
      () => {},
    );
  }
  waiting.sending = false;
}
