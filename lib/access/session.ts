import type { Caller } from "#lib/kernel/caller.ts";
import { HOUR_MS, MINUTE_MS } from "#lib/kernel/time.ts";

/** Sessions end after twelve hours, or after two without a request (ASVS 5.0 7.3). */
export const SESSION_HOURS_MAX = 12;
export const SESSION_IDLE_MINUTES_MAX = 120;
/** `lastSeenAt` is written at most this often. */
export const SESSION_TOUCH_MINUTES = 1;

export type SessionTimes = {
  readonly endedAt: Date | null;
  readonly expiresAt: Date;
  readonly lastSeenAt: Date;
};

export function sessionIsOpen({ endedAt, expiresAt, lastSeenAt }: SessionTimes, now: Date): boolean {
  const idleMs = now.getTime() - lastSeenAt.getTime();
  return endedAt === null && expiresAt > now && idleMs < SESSION_IDLE_MINUTES_MAX * MINUTE_MS;
}

/** A session last seen before this has ended. */
export const idleSince = (now: Date): Date => new Date(now.getTime() - SESSION_IDLE_MINUTES_MAX * MINUTE_MS);

export const sessionExpiry = (now: Date): Date => new Date(now.getTime() + SESSION_HOURS_MAX * HOUR_MS);

export const sessionNeedsTouch = (lastSeenAt: Date, now: Date): boolean =>
  now.getTime() - lastSeenAt.getTime() > SESSION_TOUCH_MINUTES * MINUTE_MS;

/** People end their own sessions; an admin and the system end anyone's in the workspace. */
export const mayEndSessionsOf = (caller: Caller, personId: string): boolean =>
  caller.kind === "system" ||
  (caller.kind === "person" && (caller.id === personId || caller.roles.includes("admin")));
