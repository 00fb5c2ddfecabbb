import { DAY_MS } from "#lib/kernel/time.ts";

/** Changes of how somebody signs in. They are notified on their account page, on their home page and by mail. */
export const ACCOUNT_CHANGES = [
  "factor.enrolled",
  "factor.renamed",
  "factor.removed",
  "factor.reset",
  "recovery.renewed",
  "password.changed",
  "link.issued",
  "link.redeemed",
  "identity.bound",
  "identity.unbound",
  "person.disabled",
  "person.enabled",
] as const;
export type AccountChange = (typeof ACCOUNT_CHANGES)[number];

/** Steps of a grant. Its subject and the holders of the function are notified, on their home pages and by mail. */
export const FUNCTION_STEPS = ["proposed", "confirmed", "declined", "removed"] as const;
export type FunctionStep = (typeof FUNCTION_STEPS)[number];

/** Every event that people are notified of. */
export const TOLD = [...ACCOUNT_CHANGES, ...FUNCTION_STEPS.map((step) => `function.${step}` as const)];
export type Told = (typeof TOLD)[number];

/** How long a step of a grant is news: long enough that somebody who was on holiday still sees it. */
export const NEWS_DAYS = 14;

/** Whether this is still worth a message, to whoever was not reached before. */
export const isNews = (at: Date, now: Date): boolean => now.getTime() - at.getTime() <= NEWS_DAYS * DAY_MS;

/** Whether people are notified of events of this type. */
export const isTold = (type: string): boolean => TOLD.some((told) => told === type);

/** Where the log records whom an event was mailed to. */
export const noticeStream = (eventId: string): string => `notice/${eventId}`;
