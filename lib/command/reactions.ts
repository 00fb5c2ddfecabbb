import { fromPrisma, type PgBoss } from "pg-boss";
import type { Tx } from "#lib/db/client.ts";
import type { DomainEvent, EventType } from "#lib/overview/events.ts";
import type { JobName } from "#lib/queue/jobs.ts";

/** Which jobs an event asks for. Joins rooms that may not know each other. */
const REACTIONS: { readonly [T in EventType]?: readonly JobName[] } = {
  "rollout.rolling-back": ["open-incident"],
  "rollout.halted": ["open-incident"],
};

/** Enqueues the jobs the events ask for, in the transaction of the events. */
export async function enqueueReactions(
  tx: Tx,
  sender: () => Promise<PgBoss>,
  events: readonly DomainEvent[],
  workspaceId: string,
): Promise<void> {
  for (const event of events) {
    for (const job of REACTIONS[event.type] ?? []) {
      const boss = await sender();
      await boss.send(job, { workspaceId, event: JSON.parse(JSON.stringify(event)) }, { db: fromPrisma(tx) });
    }
  }
}
