import { MINUTE_MS } from "#lib/kernel/time.ts";

/** Tries at a password under one key (an account or an address) that were not right. */
export type Throttle = {
  readonly failures: number;
  readonly windowStartedAt: Date;
  readonly blockedUntil: Date | null;
};

const WINDOW_MS = 15 * MINUTE_MS;
const FREE_FAILURES = 5;
const BLOCK_MS_MAX = 15 * MINUTE_MS;

/** Addresses are shared by people behind one router: they get more tries than one account. */
export const ADDRESS_ALLOWANCE = 10;
export const ACCOUNT_ALLOWANCE = 1;

/** Milliseconds until the next try is looked at; 0 where it may be made now. Never locks for good. */
export function waitMs(throttle: Throttle | null, now: Date): number {
  return Math.max(0, (throttle?.blockedUntil?.getTime() ?? 0) - now.getTime());
}

/**
 * The throttle after one more try. A try counts before it is checked, so that many at once are not all free; after the
 * free ones the wait doubles from one second.
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

/** The throttle once a try turned out to be right: it does not count, nor does the wait it began. */
export const afterSuccess = (throttle: Throttle): Throttle => ({
  ...throttle,
  failures: Math.max(0, throttle.failures - 1),
  blockedUntil: null,
});
