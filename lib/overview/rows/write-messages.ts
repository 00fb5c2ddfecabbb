import { v7 as uuidv7 } from "uuid";
import { linkWay } from "#lib/access/credential-link.ts";
import type { Tx } from "#lib/db/client.ts";
import { mailDomains } from "#lib/env.ts";
import type { Message } from "#lib/overview/message.ts";
import { channelFor, type NotificationSetting, nextDigest } from "#lib/overview/notification.ts";
import { settingsOf } from "./notification-settings.ts";

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
type Written = { readonly id: string; readonly personId: string; readonly email: string };
type SettingOf = (personId: string) => NotificationSetting;

/**
 * Puts a message into the inboxes of these people, once each for its source, and on its way by mail as each chose. What they
 * were told of the same topic before is done with. Returns who was told.
 */
export async function writeMessage(tx: Tx, writing: Writing): Promise<string[]> {
  const { message, people } = writing;
  const settingOf = await settingsOf(tx, people);
  const told = people.filter((id) => channelFor(settingOf(id), message.kind) !== "none");
  if (told.length === 0) return [];
  const written = await insert(tx, { ...writing, people: told });
  const got = written.map(({ personId }) => personId);
  await tx.$executeRaw`
    UPDATE inbox_message SET done_at = ${writing.now}::timestamptz
    WHERE person_id = ANY (${got}::uuid[]) AND topic = ${message.topic} AND source <> ${writing.source}
      AND done_at IS NULL`;
  await mail(tx, writing, { written, settingOf });
  return got;
}

const insert = (tx: Tx, { message, people, ...of }: Writing): Promise<Written[]> => {
  const { kind, topic, title, sentence, href, asks = false, urgent = false, dueAt = null } = message;
  return tx.$queryRaw<Written[]>`
    INSERT INTO inbox_message (id, workspace_id, person_id, source, kind, topic, asks, title, sentence, href, model, urgent,
                               due_at, actor_id, told_at)
    SELECT id, ${of.workspaceId}::uuid, person_id, ${of.source}, ${kind}, ${topic}, ${asks}, ${title}, ${sentence}, ${href},
           ${of.model}, ${urgent}, ${dueAt}::timestamptz, ${of.actorId}, ${of.now}::timestamptz
    FROM unnest(${people.map(() => uuidv7())}::uuid[], ${[...people]}::uuid[]) AS new (id, person_id)
    ON CONFLICT (person_id, source) DO NOTHING
    RETURNING id::text, person_id::text AS "personId",
              (SELECT email FROM person WHERE person.id = inbox_message.person_id) AS email`;
};

type Mailing = { readonly written: readonly Written[]; readonly settingOf: SettingOf };

/** Addresses of other domains get no mail, as with notices. */
async function mail(
  tx: Tx,
  { message, workspaceId, now }: Writing,
  { written, settingOf }: Mailing,
): Promise<void> {
  const domains = mailDomains();
  const due = written.flatMap(({ id, personId, email }) => {
    const setting = settingOf(personId);
    const channel = channelFor(setting, message.kind);
    if (linkWay(email, domains) !== "mailed" || channel === "inbox") return [];
    const digest = channel === "digest";
    return [{ id, personId, digest, nextAt: digest ? nextDigest(now, setting) : now }];
  });
  if (due.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO mail_delivery (message_id, workspace_id, person_id, digest, state, tries, next_at)
    SELECT id, ${workspaceId}::uuid, person_id, digest, 'due', 0, next_at
    FROM unnest(${due.map(({ id }) => id)}::uuid[], ${due.map(({ personId }) => personId)}::uuid[],
                ${due.map(({ digest }) => digest)}::boolean[], ${due.map(({ nextAt }) => nextAt)}::timestamptz[])
         AS new (id, person_id, digest, next_at)`;
}
