import { fromPrisma, type PgBoss } from "pg-boss";
import type { EventShape } from "#lib/kernel/event.ts";
import type { JobName } from "./jobs.ts";

/** A transaction that can send statements. The database knows the queue, so its own type of one is out of reach here. */
type Sending = Parameters<typeof fromPrisma>[0];

/** A job and the event that asks for it. */
export type Due = { readonly job: JobName; readonly event: EventShape };

/** Enqueues jobs in the transaction of their events. */
export async function enqueue(
  tx: Sending,
  sender: () => Promise<PgBoss>,
  due: readonly Due[],
  workspaceId: string,
): Promise<void> {
  for (const { job, event } of due) {
    const boss = await sender();
    await boss.send(job, { workspaceId, event: JSON.parse(JSON.stringify(event)) }, { db: fromPrisma(tx) });
  }
}
