import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { MESSAGE_KINDS, type MessageKind } from "#lib/overview/message.ts";
import { MAIL_TRIES_MAX } from "#lib/overview/notification.ts";
import { retryMs } from "#lib/overview/retry.ts";

export type Delivery = {
  readonly messageId: string;
  readonly personId: string;
  readonly digest: boolean;
  readonly tries: number;
  readonly email: string;
  readonly kind: MessageKind;
  readonly title: string;
  readonly href: string;
  /** Whether its reader is done with it, or can no longer sign in. */
  readonly over: boolean;
};

/** Longer than sending takes: whoever dies on the way leaves it for the next. */
const CLAIM_MS = 5 * 60_000;
const CLAIMED_MAX = 200;

type Claiming = { readonly now: Date };
type Row = Omit<Delivery, "kind"> & { kind: string };

/** Takes what is due, so that no other process sends the same; each claim is a try. */
export async function claimDeliveries(tx: Tx, { now }: Claiming): Promise<Delivery[]> {
  const rows = await tx.$queryRaw<Row[]>`
    WITH claimed AS (
      UPDATE mail_delivery SET tries = tries + 1, next_at = ${new Date(now.getTime() + CLAIM_MS)}::timestamptz
      WHERE message_id IN (
        SELECT message_id FROM mail_delivery WHERE state = 'due' AND next_at <= ${now}::timestamptz
        ORDER BY next_at LIMIT ${CLAIMED_MAX} FOR UPDATE SKIP LOCKED)
      RETURNING message_id, person_id, digest, tries)
    SELECT claimed.message_id::text AS "messageId", claimed.person_id::text AS "personId", claimed.digest, claimed.tries,
           person.email, message.kind, message.title, message.href,
           message.done_at IS NOT NULL OR person.disabled_at IS NOT NULL AS over
    FROM claimed JOIN inbox_message message ON message.id = claimed.message_id
    JOIN person ON person.id = claimed.person_id ORDER BY claimed.message_id`;
  return rows.map(({ kind, ...row }) => ({ ...row, kind: oneOf(MESSAGE_KINDS, kind) }));
}

type Ending = { readonly messageIds: readonly string[]; readonly now: Date };

export const endDeliveries = (
  tx: Tx,
  { messageIds, state, now }: Ending & { readonly state: "sent" | "skipped" },
): Promise<number> =>
  tx.$executeRaw`
    UPDATE mail_delivery SET state = ${state}, trouble = NULL, ended_at = ${now}::timestamptz
    WHERE message_id = ANY (${[...messageIds]}::uuid[]) AND state = 'due'`;

type Failing = Ending & { readonly said: string; readonly final: boolean; readonly tries: number };

/** Tries again after a while, or gives it up for dead. */
export function failDeliveries(tx: Tx, { messageIds, said, final, tries, now }: Failing): Promise<number> {
  const dead = final || tries >= MAIL_TRIES_MAX;
  const nextAt = new Date(now.getTime() + retryMs(tries));
  return tx.$executeRaw`
    UPDATE mail_delivery SET state = ${dead ? "dead" : "due"}, trouble = ${said}, next_at = ${nextAt}::timestamptz,
           ended_at = ${dead ? now : null}::timestamptz
    WHERE message_id = ANY (${[...messageIds]}::uuid[]) AND state = 'due'`;
}
