import { describe, expect, it } from "vitest";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { takeTurns } from "./turns.ts";

describe("turns", () => {
  it("continue at once while there is more, and stop on request", async () => {
    let left = 5;
    let closed = 0;
    const { log } = silentLog();
    const once = async () => (--left > 0 ? ("more" as const) : ("idle" as const));
    const turns = takeTurns({
      name: "test",
      log,
      idleMs: 60_000,
      open: async () => ({ once, close: async () => void closed++ }),
    });
    await expect.poll(() => left).toBe(0);
    await turns.stop();
    expect(closed).toBe(1);
  });

  it("keep a wake-up that arrives during a turn", async () => {
    let taken = 0;
    const { log } = silentLog();
    const turns = takeTurns({
      name: "test",
      log,
      idleMs: 60_000,
      open: async (wake) => ({
        once: async () => {
          taken++;
          if (taken === 1) wake();
          return "idle" as const;
        },
        close: async () => {},
      }),
    });
    await expect.poll(() => taken).toBe(2);
    await turns.stop();
  });

  it("reopen after a failure and log it", async () => {
    let opened = 0;
    let taken = 0;
    const { log, lines } = silentLog();
    const turns = takeTurns({
      name: "test",
      log,
      idleMs: 5,
      open: async () => {
        if (++opened === 1) throw new Error("no connection");
        return {
          once: async () => {
            if (++taken === 1) throw new Error("cut off");
            return "idle" as const;
          },
          close: async () => {
            throw new Error("closing fails too");
          },
        };
      },
    });
    await expect.poll(() => taken, { timeout: 5000 }).toBeGreaterThan(2);
    await turns.stop();
    expect(opened).toBe(3);
    expect(lines.filter((line) => line.includes("test: failed"))).toHaveLength(2);
  });
});
