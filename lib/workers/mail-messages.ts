import { unsubscribeToken } from "#lib/crypto/unsubscribe-token.ts";
import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { mailKey, publicUrl } from "#lib/env.ts";
import { mailMessage } from "#lib/overview/mail-message.ts";
import type { MessageKind } from "#lib/overview/message.ts";
import {
  claimDeliveries,
  type Delivery,
  endDeliveries,
  failDeliveries,
} from "#lib/overview/rows/mail-deliveries.ts";
import { deliver, type Mailer } from "./mailer.ts";

type Mailing = { readonly workspaceId: string; readonly mailer: Mailer; readonly now?: Date };

/**
 * Mails what is due: each message at once, or a person's digest in one. Whoever dies between a mail and its record sends that
 * one again under the same id. Returns how many were handed to the mail server.
 */
export async function mailMessages(db: Database, { workspaceId, mailer, now }: Mailing): Promise<number> {
  const claimed = await inWorkspace(db, workspaceId, async (tx, begun) => {
    const deliveries = await claimDeliveries(tx, { now: now ?? begun });
    const over = deliveries.filter((one) => one.over).map(({ messageId }) => messageId);
    if (over.length > 0) await endDeliveries(tx, { messageIds: over, state: "skipped", now: now ?? begun });
    const [workspace] = await tx.$queryRaw<{ name: string }[]>`
      SELECT name FROM workspace WHERE id = ${workspaceId}::uuid`;
    return { deliveries: deliveries.filter((one) => !one.over), workspace: workspace?.name ?? "" };
  });
  let sent = 0;
  for (const letter of lettersOf(claimed.deliveries)) {
    const trouble = await send(letter, { workspaceId, mailer, workspace: claimed.workspace });
    if (!trouble) sent += 1;
    const messageIds = letter.map(({ messageId }) => messageId);
    await inWorkspace(db, workspaceId, async (tx, begun) => {
      const ending = { messageIds, now: now ?? begun };
      const tries = Math.max(...letter.map((one) => one.tries));
      if (trouble) await failDeliveries(tx, { ...ending, ...trouble, tries });
      else await endDeliveries(tx, { ...ending, state: "sent" });
    });
  }
  return sent;
}

/** What goes into one mail: a message, or all of a person's digest. Never empty. */
function lettersOf(deliveries: readonly Delivery[]): (readonly Delivery[])[] {
  const digests = Map.groupBy(
    deliveries.filter(({ digest }) => digest),
    ({ personId }) => personId,
  );
  return [...deliveries.filter(({ digest }) => !digest).map((one) => [one]), ...digests.values()];
}

type Sending = { readonly workspaceId: string; readonly mailer: Mailer; readonly workspace: string };

async function send(letter: readonly Delivery[], { workspaceId, mailer, workspace }: Sending) {
  const [first] = letter;
  if (!first) return null;
  const { origin } = publicUrl();
  const kinds = [...new Set(letter.map(({ kind }) => kind))];
  const tokenOf = (some: readonly MessageKind[]) =>
    unsubscribeToken({ workspaceId, personId: first.personId, kinds: some }, mailKey());
  const stopping = new Map(kinds.map((kind) => [kind, `${origin}/unsubscribe/${tokenOf([kind])}`]));
  const written = mailMessage({ items: letter, workspace, origin, stopping, digest: first.digest });
  return deliver(mailer, {
    id: `${first.messageId}.${first.digest ? "digest" : "message"}`,
    to: first.email,
    ...written,
    // One click ends all that this mail is of.
    unsubscribe: `${origin}/api/v1/unsubscribe/${tokenOf(kinds)}`,
  });
}
