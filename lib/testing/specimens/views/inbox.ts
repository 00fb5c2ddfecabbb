import type { z } from "zod";
import { type InboxItem, inboxView } from "#lib/overview/views/inbox.ts";

export const inboxItem = (changed: Partial<InboxItem> = {}): InboxItem => ({
  id: "01900000-0000-7000-8000-000000000001",
  kind: "signature",
  title: "flight-delay v3 to production",
  sentence: "Your signature is requested.",
  href: "/releases/4",
  model: "flight-delay",
  by: "Jonas Lindqvist",
  urgent: false,
  dueAt: "2026-11-27T08:00:00.000Z",
  toldAt: "2026-11-26T08:00:00.000Z",
  unread: true,
  done: false,
  ...changed,
});

/** An inbox as its query would answer it. */
export const inboxOf = (changed: Partial<z.input<typeof inboxView>> = {}) =>
  inboxView.parse({
    items: [inboxItem()],
    nextCursor: null,
    counts: { open: 1, unread: 1, overdue: 0, kinds: [{ kind: "signature", count: 1 }] },
    models: ["flight-delay"],
    asOf: "2026-11-26T12:00:00.000Z",
    ...changed,
  });
