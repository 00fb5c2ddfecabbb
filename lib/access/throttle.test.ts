import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import {
  ACCOUNT_ALLOWANCE,
  ADDRESS_ALLOWANCE,
  afterSuccess,
  afterTry,
  type Throttle,
  waitMs,
} from "./throttle.ts";

const START = Date.UTC(2026, 10, 23, 8);
const allowance = fc.constantFrom(ACCOUNT_ALLOWANCE, ADDRESS_ALLOWANCE);

/** Someone who retries as soon as allowed after each given pause: how many attempts were checked, and when. */
function hammer(pausesMs: readonly number[], of: number): { tries: number[]; throttle: Throttle | null } {
  let throttle: Throttle | null = null;
  let at = START;
  const tries: number[] = [];
  for (const pause of pausesMs) {
    at += pause + waitMs(throttle, new Date(at + pause));
    tries.push(at);
    throttle = afterTry(throttle, new Date(at), of);
  }
  return { tries, throttle };
}

describe("the throttle", () => {
  it("leaves the first attempts free", () => {
    for (const of of [ACCOUNT_ALLOWANCE, ADDRESS_ALLOWANCE]) {
      const { throttle } = hammer(Array(5 * of - 1).fill(0), of);
      expect(waitMs(throttle, new Date(START))).toBe(0);
      expect(waitMs(afterTry(throttle, new Date(START), of), new Date(START))).toBe(1000);
    }
  });

  it("never makes anyone wait longer than fifteen minutes, whatever happened to the account", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20 * MINUTE_MS), { maxLength: 60 }), allowance, (pauses, of) => {
        const { tries, throttle } = hammer(pauses, of);
        const last = new Date(tries.at(-1) ?? START);
        expect(waitMs(throttle, last)).toBeLessThanOrEqual(15 * MINUTE_MS);
        expect(waitMs(throttle, new Date(last.getTime() + 15 * MINUTE_MS))).toBe(0);
      }),
    );
  });

  it("never makes whoever tries without a pause wait longer than that either", () => {
    const { tries } = hammer(Array(200).fill(0), ACCOUNT_ALLOWANCE);
    const waits = tries.slice(1).map((at, index) => at - tries[index]!);
    expect(Math.max(...waits)).toBeLessThanOrEqual(15 * MINUTE_MS);
  });

  it("checks a handful of guesses in a quarter of an hour, however fast they come", () => {
    const { tries } = hammer(Array(1000).fill(0), ACCOUNT_ALLOWANCE);
    const inFirst = tries.filter((at) => at < START + 15 * MINUTE_MS);
    expect(inFirst.length).toBeLessThan(20);
    // A whole day comes to about a thousand guesses: nothing against a password of twelve characters.
    expect(tries.filter((at) => at < START + 24 * 60 * MINUTE_MS).length).toBeLessThan(1500);
  });

  it("waits longer with each attempt of a window", () => {
    let throttle: Throttle | null = null;
    let before = 0;
    for (let i = 0; i < 12; i++) {
      throttle = afterTry(throttle, new Date(START), ACCOUNT_ALLOWANCE);
      const wait = waitMs(throttle, new Date(START));
      expect(wait).toBeGreaterThanOrEqual(before);
      before = wait;
    }
    expect(before).toBeGreaterThan(MINUTE_MS);
  });

  it("counts neither a successful attempt nor the wait it started", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(MINUTE_MS), { minLength: 1, maxLength: 40 }), allowance, (pauses, of) => {
        const { tries, throttle } = hammer(pauses, of);
        const now = new Date(tries.at(-1)! + waitMs(throttle, new Date(tries.at(-1)!)));
        const forgiven = afterSuccess(afterTry(throttle, now, of));
        expect(waitMs(forgiven, now)).toBe(0);
        const open = now.getTime() - throttle!.windowStartedAt.getTime() < 15 * MINUTE_MS;
        expect(forgiven.failures).toBe(open ? throttle!.failures : 0);
      }),
    );
  });
});
