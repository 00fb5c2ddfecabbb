import { setPasswordByLink } from "#lib/access/admission/redeem-link.ts";
import type { invitePerson } from "#lib/access/commands/invite-person.ts";
import type { OutputOf } from "#lib/command/command.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { openMailer } from "#lib/workers/mailer.ts";
import { sendLink } from "#lib/workers/send-link.ts";
import { type MailReceiver, secretIn } from "./mail-receiver.ts";
import { DEMO_DOMAIN } from "./people.ts";

/** Carries a link by mail to its addressee, and returns the secret that the addressee finds in it. */
export type Post = {
  carry(link: { linkId: string; email: string; workspaceId: string }, now: Date): Promise<string>;
  close(): void;
};

/** Mails through a real server that keeps what it receives. */
export function postBy(db: Database, receiver: MailReceiver): Post {
  const mailer = openMailer({ smtpUrl: receiver.smtpUrl, from: `countersign@${DEMO_DOMAIN}` });
  return {
    async carry({ linkId, email, workspaceId }, now) {
      const caller: Caller = { kind: "system", id: "jobs", name: "Jobs", workspaceId };
      const sent = await sendLink(db, { linkId, mailer, caller, last: true, now });
      const secret = secretIn(receiver.latest(email) ?? "");
      if (!sent.ok || secret === null) throw new Error(`no link reached ${email}`);
      return secret;
    },
    close: () => mailer.transport.close(),
  };
}

type Issued = Pick<OutputOf<typeof invitePerson>, "linkId" | "secret">;
type Joining = { db: Database; workspaceId: string; post: Post | null; email: string; password: string };

/** Joins by a link as its addressee does: handed over, or found in the mail. */
export async function joinBy(
  { linkId, secret }: Issued,
  { db, workspaceId, post, email, password }: Joining,
  now: Date,
): Promise<Result<unknown, Refusal>> {
  const found = secret ?? (await post?.carry({ linkId, email, workspaceId }, now));
  if (found === undefined) throw new Error(`nobody carries the mail to ${email}`);
  const redemption = { secret: found, newPassword: password, address: "127.0.0.1" };
  return setPasswordByLink(db, redemption, now);
}
