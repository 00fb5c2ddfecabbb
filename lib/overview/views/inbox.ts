import { z } from "zod";
import { MESSAGE_KINDS } from "#lib/overview/message.ts";

const inboxItem = z.object({
  id: z.string(),
  kind: z.enum(MESSAGE_KINDS),
  title: z.string(),
  sentence: z.string(),
  /** The page where the reader can do something about it. */
  href: z.string(),
  model: z.string().nullable(),
  /** Who caused it; null where nobody did. */
  by: z.string().nullable(),
  urgent: z.boolean(),
  dueAt: z.string().nullable(),
  toldAt: z.string(),
  unread: z.boolean(),
  done: z.boolean(),
});
export type InboxItem = z.infer<typeof inboxItem>;

export const inboxView = z.object({
  items: z.array(inboxItem),
  nextCursor: z.string().nullable(),
  /** Of all open messages of the reader, whatever is filtered. */
  counts: z.object({
    open: z.number(),
    unread: z.number(),
    overdue: z.number(),
    kinds: z.array(z.object({ kind: z.enum(MESSAGE_KINDS), count: z.number() })),
  }),
  /** The models that the reader's messages are about. */
  models: z.array(z.string()),
  /** When it was read, by the database's clock. */
  asOf: z.string(),
});
export type InboxView = z.infer<typeof inboxView>;
