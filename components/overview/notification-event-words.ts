import type { EventWords, Subject } from "#components/ui/event-words.ts";
import { listed } from "#lib/kernel/listed.ts";
import { MESSAGE_KIND_WORDS } from "#lib/overview/message.ts";
import type { notificationEvents } from "#lib/overview/notification-events.ts";

const subject = (): Subject => ({ text: "notifications", href: "/inbox#notifications" });

/** How people choose to be told, as the audit trail words it. */
export const notificationWords: EventWords<typeof notificationEvents> = {
  "notification.set": {
    tone: "plain",
    sentence: ({ who }) => `${who} chose how to be told of each kind of message`,
    subject,
  },
  "notification.stopped": {
    tone: "plain",
    sentence: ({ whom, data: { kinds } }) =>
      `${whom} ended mail of ${listed(kinds.map((kind) => MESSAGE_KIND_WORDS[kind].toLowerCase()))} by the link of a mail`,
    subject,
  },
  "mail.resent": {
    tone: "plain",
    sentence: ({ who, whom }) => `${who} had mail to ${whom} sent again`,
    subject: () => ({ text: "mail that was given up", href: "/settings?tab=mail" }),
  },
  "feed.issued": {
    tone: "plain",
    sentence: ({ who }) => `${who} made an address for their calendar feed`,
    subject: () => ({ text: "a calendar feed", href: "/inbox#calendar" }),
  },
  "feed.revoked": {
    tone: "plain",
    sentence: ({ who }) => `${who} revoked the address of their calendar feed`,
    subject: () => ({ text: "a calendar feed", href: "/inbox#calendar" }),
  },
};
