import { v7 as uuidv7 } from "uuid";
import type { Tx } from "#lib/db/client.ts";
import type { Message } from "#lib/overview/message.ts";

type Writing = {
  readonly message: Message;
  readonly people: readonly string[];
  /** The event's id, or the name of the moment. */
  readonly source: string;
  readonly workspaceId: string;
  readonly model: string | null;
  readonly actorId: string | null;
  readonly now: Date;
};

/**
 * Puts a message into the inboxes of these people, once each for its source. What they were told of the same topic before
 * is done with. Returns who got it.
 */
export async function writeMessage(tx: Tx, { message, people, ...of }: Writing): Promise<string[]> {
  if (people.length === 0) return [];
  const { kind, topic, title, sentence, href, asks = false, urgent = false, dueAt = null } = message;
  const told = await tx.$queryRaw<{ personId: string }[]>`
    INSERT INTO inbox_message (id, workspace_id, person_id, source, kind, topic, asks, title, sentence, href, model, urgent,
                               due_at, actor_id, told_at)
    SELECT id, ${of.workspaceId}::uuid, person_id, ${of.source}, ${kind}, ${topic}, ${asks}, ${title}, ${sentence}, ${href},
           ${of.model}, ${urgent}, ${dueAt}::timestamptz, ${of.actorId}, ${of.now}::timestamptz
    FROM unnest(${people.map(() => uuidv7())}::uuid[], ${[...people]}::uuid[]) AS new (id, person_id)
    ON CONFLICT (person_id, source) DO NOTHING
    RETURNING person_id::text AS "personId"`;
  const got = told.map(({ personId }) => personId);
  await tx.$executeRaw`
    UPDATE inbox_message SET done_at = ${of.now}::timestamptz
    WHERE person_id = ANY (${got}::uuid[]) AND topic = ${topic} AND source <> ${of.source} AND done_at IS NULL`;
  return got;
}
