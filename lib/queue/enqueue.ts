import { fromPrisma, type PgBoss } from "pg-boss";
import type { DomainEvent } from "#lib/kernel/event.ts";
import { REACTIONS } from "./reactions.ts";

/** Enqueues the jobs the events ask for, in the transaction of the events. */
export async function enqueueReactions(
  tx: Parameters<typeof fromPrisma>[0],
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
