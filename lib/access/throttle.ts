import { MINUTE_MS } from "#lib/kernel/time.ts";

/** Failed password attempts under one key (an account or an address). */
export type Throttle = {
  readonly failures: number;
  readonly windowStartedAt: Date;
  readonly blockedUntil: Date | null;
};

const WINDOW_MS = 15 * MINUTE_MS;
const FREE_FAILURES = 5;
const BLOCK_MS_MAX = 15 * MINUTE_MS;

/** People behind one router share an address, so it gets more attempts than an account. */
export const ADDRESS_ALLOWANCE = 10;
export const ACCOUNT_ALLOWANCE = 1;

/** Milliseconds until the next attempt is checked; 0 if now. Never locks permanently. */
export function waitMs(throttle: Throttle | null, now: Date): number {
  return Math.max(0, (throttle?.blockedUntil?.getTime() ?? 0) - now.getTime());
}

/**
 * The throttle after one more attempt. An attempt counts before it is checked, so that concurrent ones are not all
 * free; after the free ones the wait doubles from one second.
 */
export function afterTry(throttle: Throttle | null, now: Date, allowance: number): Throttle {
  const open = throttle && now.getTime() - throttle.windowStartedAt.getTime() < WINDOW_MS;
  const failures = (open ? throttle.failures : 0) + 1;
  const beyond = failures - FREE_FAILURES * allowance;
  const blockMs = beyond < 0 ? 0 : Math.min(BLOCK_MS_MAX, 1000 * 2 ** Math.min(beyond, 20));
  return {
    failures,
    windowStartedAt: open ? throttle.windowStartedAt : now,
    blockedUntil: blockMs === 0 ? null : new Date(now.getTime() + blockMs),
  };
}

/** The throttle after a successful attempt: neither the attempt nor the wait it started counts. */
export const afterSuccess = (throttle: Throttle): Throttle => ({
  ...throttle,
  failures: Math.max(0, throttle.failures - 1),
  blockedUntil: null,
});
