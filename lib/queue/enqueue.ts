import { fromPrisma, type PgBoss } from "pg-boss";
import type { EventShape } from "#lib/kernel/event.ts";
import type { JobName } from "./jobs.ts";

/** A transaction that can send statements. `lib/db` imports the queue, so its own type cannot be imported here. */
type Sending = Parameters<typeof fromPrisma>[0];

/** A job, the event that asks for it, and that event's id in the log. */
export type Due = { readonly job: JobName; readonly event: EventShape; readonly eventId: string };

/** Enqueues jobs in the transaction of their events. A job never holds erasable text. */
export async function enqueue(
  tx: Sending,
  sender: () => Promise<PgBoss>,
  due: readonly Due[],
  workspaceId: string,
): Promise<void> {
  for (const { job, event, eventId } of due) {
    const boss = await sender();
    const { stream, data } = event;
    await boss.send(job, { workspaceId, eventId, event: { stream, data } }, { db: fromPrisma(tx) });
  }
}
