import { reportNotice } from "#lib/access/commands/report-notice.ts";
import { linkWay } from "#lib/access/credential-link.ts";
import { noticeMessage } from "#lib/access/notice-message.ts";
import { waitingNotice } from "#lib/access/queries/waiting-notice.ts";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import { mailDomains, publicUrl } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { deliver, type Mailer } from "./mailer.ts";

type Sending = {
  readonly eventId: string;
  readonly mailer: () => Mailer;
  readonly caller: Caller;
  /** Whether no other try follows. */
  readonly last: boolean;
  readonly now?: Date;
};

/**
 * Mails an event to everybody who is told of it, and records each. A further run reaches only whom none reached; a
 * process that dies between a message and its record sends that one message again, under the same id. Addresses of
 * other domains are not mailed. Throws, after everybody's turn, where another try may help.
 */
export async function sendNotice(
  db: Database,
  { eventId, mailer, caller, last, now }: Sending,
): Promise<Result<{ mailed: number }, Refusal>> {
  const asking = { caller, ...(now ? { now } : {}) };
  const found = await look(db, waitingNotice, { eventId }, asking);
  if (!found.ok) return found;
  const { notice, addressees } = found.value;
  const mailed = addressees.filter(({ email }) => linkWay(email, mailDomains()) === "mailed");
  const later: string[] = [];
  for (const { personId, email: to, own } of mailed) {
    const message = noticeMessage(notice, own, publicUrl().origin);
    const trouble = await deliver(mailer(), { id: `${eventId}.${personId}`, to, ...message });
    if (trouble && !trouble.final && !last) later.push(trouble.said);
    else await run(db, reportNotice, { eventId, personId, trouble: trouble?.said ?? null }, asking);
  }
  if (later.length > 0) throw new Error(later[0]);
  return ok({ mailed: mailed.length });
}
