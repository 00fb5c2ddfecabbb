import type { Database } from "#lib/db/client.ts";

/**
 * Notifies the reconcilers of exposures with new evidence, as `<workspace> <exposure>`. Outside the ingesting
 * transaction: NOTIFY locks the whole database until commit, so every batch would wait for the others. One statement
 * covers everything that arrived while the last one was being sent; a lost one costs one tick of the reconciler.
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
    await db.sql
      .$executeRaw`SELECT pg_notify('evidence', payload) FROM unnest(${payloads}::text[]) AS payload`.catch(
      () => {},
    );
  }
  waiting.sending = false;
}
