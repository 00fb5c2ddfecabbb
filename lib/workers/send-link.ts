import { reportLink } from "#lib/access/commands/report-link.ts";
import { linkMessage } from "#lib/access/link-message.ts";
import { waitingLink } from "#lib/access/queries/waiting-link.ts";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import { publicUrl } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { deliver, type Mailer } from "./mailer.ts";

type Sending = {
  readonly linkId: string;
  readonly mailer: Mailer;
  readonly caller: Caller;
  /** True where no further try follows. */
  readonly last: boolean;
  readonly now?: Date;
};

/**
 * Mails a waiting link and records the result. Refuses a link that was already sent or has ended as a conflict, so the
 * job may run twice; if the process dies between sending and recording, both messages carry the same id. Throws where
 * another try may help. A final refusal by the mail server, or the failure of the last try, ends the link's mail.
 */
export async function sendLink(
  db: Database,
  { linkId, mailer, caller, last, now }: Sending,
): Promise<Result<{ sent: boolean }, Refusal>> {
  const asking = { caller, ...(now ? { now } : {}) };
  const found = await look(db, waitingLink, { linkId }, asking);
  if (!found.ok) return found;
  const link = found.value;
  const { email: to, secret } = link;
  const trouble = await deliver(mailer, {
    id: linkId,
    to,
    secret,
    ...linkMessage(link, publicUrl().origin),
  });
  const final = trouble !== null && (trouble.final || last);
  const report = { linkId, trouble: trouble?.said ?? null, final };
  const reported = await run(db, reportLink, report, asking);
  if (trouble && !final) throw new Error(trouble.said);
  return reported;
}
