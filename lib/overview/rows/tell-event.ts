import type { Tx } from "#lib/db/client.ts";
import { messagesOf } from "#lib/overview/messages.ts";
import { aboutEvent } from "./about-event.ts";
import { audienceOf } from "./audience.ts";
import { writeMessage } from "./write-messages.ts";

type Row = { action: string; stream: string; actorId: string; data: unknown };
type Telling = { readonly eventId: string; readonly workspaceId: string; readonly now: Date };

/**
 * Tells everybody whom an event of the log concerns, whole or not at all, once: whoever comes second finds it told. Nobody
 * is told what they did themselves.
 */
export async function tellEvent(tx: Tx, { eventId, workspaceId, now }: Telling): Promise<number> {
  const first = await tx.$queryRaw<unknown[]>`
    INSERT INTO told_event (event_id, workspace_id, told_at)
    VALUES (${eventId}::uuid, ${workspaceId}::uuid, ${now}::timestamptz)
    ON CONFLICT DO NOTHING RETURNING 1`;
  if (first.length === 0) return 0;
  const [event] = await tx.$queryRaw<Row[]>`
    SELECT action, stream, actor_id AS "actorId", view -> 'data' AS data FROM audit_event WHERE uid = ${eventId}::uuid`;
  if (!event) return 0;
  const subject = await aboutEvent(tx, event);
  const told = new Set([event.actorId]);
  for (const message of messagesOf(event.action, event.data, subject)) {
    const people = (await audienceOf(tx, message, { subject, workspaceId, now })).filter(
      (id) => !told.has(id),
    );
    const { actorId } = event;
    const of = { message, people, source: eventId, workspaceId, model: subject.model, actorId, now };
    for (const id of await writeMessage(tx, of)) told.add(id);
  }
  return told.size - 1;
}
