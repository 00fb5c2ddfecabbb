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
  /** Whether no other try follows. */
  readonly last: boolean;
  readonly now?: Date;
};

/**
 * Mails a link that waits, and records what became of it. A link that was sent or is over is refused as a conflict, so
 * that a job may run twice; one that was sent twice, because the process died in between, is one message by its id.
 * Throws where another try may help. A mail server's final no, or the trouble of the last try, ends the link's mail.
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
