import { fromPrisma, type PgBoss } from "pg-boss";
import type { Tx } from "#lib/db/client.ts";
import type { EventShape } from "#lib/kernel/event.ts";
import type { JobName } from "./jobs.ts";

/** A job and the event that triggers it. */
export type Due = { readonly job: JobName; readonly event: EventShape };

/** Enqueues jobs in the transaction of their events. */
export async function enqueue(
  tx: Tx,
  sender: () => Promise<PgBoss>,
  due: readonly Due[],
  workspaceId: string,
): Promise<void> {
  for (const { job, event } of due) {
    const boss = await sender();
    await boss.send(job, { workspaceId, event: JSON.parse(JSON.stringify(event)) }, { db: fromPrisma(tx) });
  }
}
