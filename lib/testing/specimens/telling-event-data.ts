import type { EventData, EventType } from "#lib/overview/events.ts";

type OfTelling = Extract<
  EventType,
  `${"notice" | "notification" | "mail" | "feed" | "webhook" | "webhook-secret"}.${string}`
>;

const id = "0198c0de-0000-7000-8000-000000000001";

/** Data of an event of each type of how people are told. */
const webhook = {
  name: "Release board",
  host: "hooks.example.com",
  address: `sha256:${"a".repeat(64)}`,
  kinds: ["release", "rollout.completed"],
  model: "flight-delay",
};

export const TELLING_EVENT_DATA: { readonly [T in OfTelling]: EventData<T> } = {
  "notice.sent": { event: id },
  "notice.unsent": { event: id },
  "notification.set": { choices: { decision: "inbox" }, zone: "Europe/Berlin", hour: 8 },
  "notification.stopped": { kinds: ["decision"] },
  "mail.resent": { message: id },
  "feed.issued": {},
  "feed.revoked": {},
  "webhook.created": webhook,
  "webhook.changed": { ...webhook, active: true },
  "webhook.removed": {},
  "webhook.disabled": { reason: "gone" },
  "webhook.resent": { event: id },
  "webhook-secret.rotated": {},
};
