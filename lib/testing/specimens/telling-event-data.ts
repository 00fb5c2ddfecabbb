import type { EventData, EventType } from "#lib/overview/events.ts";

type OfTelling = Extract<EventType, `${"notice" | "notification" | "feed"}.${string}`>;

const id = "0198c0de-0000-7000-8000-000000000001";

/** Data of an event of each type of how people are told. */
export const TELLING_EVENT_DATA: { readonly [T in OfTelling]: EventData<T> } = {
  "notice.sent": { event: id },
  "notice.unsent": { event: id },
  "notification.set": { choices: { decision: "inbox" }, zone: "Europe/Berlin", hour: 8 },
  "notification.stopped": { kinds: ["decision"] },
  "feed.issued": {},
  "feed.revoked": {},
};
