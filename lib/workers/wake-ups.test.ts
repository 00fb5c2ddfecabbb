import { expect, it } from "vitest";
import { lookedAt, wakeUps } from "./wake-ups.ts";

const TICK_MS = 1000;
const named = (look: ReturnType<ReturnType<typeof wakeUps>["take"]>) =>
  look === "everything" ? look : Object.fromEntries(look);

it("checks everything first, and again once a tick, however often it is woken", () => {
  const collected = wakeUps(TICK_MS);
  expect(collected.take(0)).toBe("everything");
  for (const at of [100, 500, 999]) {
    collected.note("evidence", "w1 e1");
    expect(named(collected.take(at))).toEqual({ w1: ["e1"] });
  }
  collected.note("evidence", "w1 e1");
  expect(collected.take(1000)).toBe("everything");
});

it("checks each named exposure once, by its workspace, and forgets it", () => {
  const collected = wakeUps(TICK_MS);
  collected.take(0);
  for (const payload of ["w1 e1", "w1 e2", "w2 e3", "w1 e1"]) collected.note("evidence", payload);
  expect(named(collected.take(10))).toEqual({ w1: ["e1", "e2"], w2: ["e3"] });
  expect(named(collected.take(20))).toEqual({});
});

it("checks everything after a moved pointer, a lost connection or an unreadable notification", () => {
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

it("covers the named exposures of their workspaces, or everything of all workspaces", () => {
  const named = new Map([["w2", ["e1", "e2"]]]);
  expect(lookedAt(named, ["w1", "w2"])).toEqual([{ id: "w2", exposures: ["e1", "e2"] }]);
  expect(lookedAt(new Map([["gone", ["e"]]]), ["w1"])).toEqual([]);
  expect(lookedAt("everything", ["w1", "w2"])).toEqual([
    { id: "w1", exposures: undefined },
    { id: "w2", exposures: undefined },
  ]);
});
