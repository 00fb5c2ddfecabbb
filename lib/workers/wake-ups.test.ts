import { expect, it } from "vitest";
import { wakeUps } from "./wake-ups.ts";

const TICK_MS = 1000;
const named = (look: ReturnType<ReturnType<typeof wakeUps>["take"]>) =>
  look === "everything" ? look : Object.fromEntries(look);

it("looks at everything first, and again once a tick however often it is woken", () => {
  const collected = wakeUps(TICK_MS);
  expect(collected.take(0)).toBe("everything");
  for (const at of [100, 500, 999]) {
    collected.note("evidence", "w1 e1");
    expect(named(collected.take(at))).toEqual({ w1: ["e1"] });
  }
  collected.note("evidence", "w1 e1");
  expect(collected.take(1000)).toBe("everything");
});

it("looks at each named exposure once, by its workspace, and forgets it", () => {
  const collected = wakeUps(TICK_MS);
  collected.take(0);
  for (const payload of ["w1 e1", "w1 e2", "w2 e3", "w1 e1"]) collected.note("evidence", payload);
  expect(named(collected.take(10))).toEqual({ w1: ["e1", "e2"], w2: ["e3"] });
  expect(named(collected.take(20))).toEqual({});
});

it("looks at everything after a moved pointer, a lost connection or a notification it cannot read", () => {
  for (const [channel, payload] of [
    ["exposure", "e1"],
    ["error", undefined],
    ["evidence", ""],
    ["evidence", "w1"],
  ] as const) {
    const collected = wakeUps(TICK_MS);
    collected.take(0);
    collected.note(channel, payload);
    expect(collected.take(1), `${channel} ${payload}`).toBe("everything");
  }
});
