import type { EventWords, Subject } from "#components/ui/event-words.ts";
import type { webhookEvents } from "#lib/overview/webhook-events.ts";

const subject = (): Subject => ({ text: "a webhook", href: "/settings?tab=webhooks" });

/** What becomes of webhooks, as the audit trail words it. */
export const webhookWords: EventWords<typeof webhookEvents> = {
  "webhook.created": {
    tone: "plain",
    sentence: ({ who, data: { name, host } }) =>
      `${who} created the webhook “${name}”, which posts to ${host}`,
    subject,
  },
  "webhook.changed": {
    tone: "plain",
    sentence: ({ who, data: { name, host, active } }) =>
      `${who} changed the webhook “${name}”, which ${active ? `posts to ${host}` : "is off"}`,
    subject,
  },
  "webhook.removed": { tone: "plain", sentence: ({ who }) => `${who} removed a webhook`, subject },
  "webhook.disabled": {
    tone: "hold",
    sentence: ({ data: { reason } }) =>
      `A webhook was turned off: its receiver ${reason === "gone" ? "is gone" : "took nothing for three days"}`,
    subject,
  },
  "webhook.resent": {
    tone: "plain",
    sentence: ({ who }) => `${who} had an event sent to a webhook again`,
    subject,
  },
  "webhook-secret.rotated": {
    tone: "plain",
    sentence: ({ who }) => `${who} replaced the secret of a webhook`,
    subject,
  },
};
