import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { line, paging, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { MESSAGE_KINDS } from "#lib/overview/message.ts";
import { inboxCounts, inboxMessages, inboxModels } from "#lib/overview/rows/inbox-messages.ts";
import { waitingItems } from "#lib/overview/rows/waiting-items.ts";
import { inboxView } from "#lib/overview/views/inbox.ts";
import { waitingKey } from "#lib/overview/waiting-key.ts";

const input = z.strictObject({
  ...paging,
  show: z.enum(["open", "done"]).default("open"),
  unread: z.literal("yes").optional(),
  kind: z.enum(MESSAGE_KINDS).optional(),
  model: slug.optional(),
  /** Part of a title, a sentence, or the name of who caused it. */
  q: line(120).optional(),
});

/** What the signed-in person was told and nobody else was: open messages by deadline, or those that are done. */
export const inbox = defineQuery({
  name: "inbox",
  permission: "registry:read",
  summary: "List your own messages",
  input,
  output: inboxView,

  async load(tx, filter, { caller, now }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a signed-in person has messages; a token has none.");
    const waiting = await waitingItems(tx, caller, now);
    const mine = { personId: caller.id, keys: waiting.map(waitingKey), now };
    const page = await inboxMessages(tx, mine, filter);
    const counts = await inboxCounts(tx, mine);
    return ok({ ...page, counts, models: await inboxModels(tx, caller.id), asOf: now.toISOString() });
  },
});
