import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "#lib/kernel/time.ts";
import { wallTime } from "#lib/kernel/zoned-time.ts";
import { MESSAGE_KINDS } from "./message.ts";
import {
  channelFor,
  DEFAULT_SETTING,
  FORCED_KINDS,
  MAIL_TRIES_MAX,
  mayChoose,
  nextDigest,
} from "./notification.ts";
import { retryMs } from "./retry.ts";

describe("a person's choices", () => {
  it("cannot keep an emergency or a rollback out of the inbox", () => {
    expect(FORCED_KINDS).toEqual(["emergency", "rollback"]);
    for (const kind of MESSAGE_KINDS) {
      const chosen = mayChoose({ ...DEFAULT_SETTING, choices: { [kind]: "none" } });
      expect(chosen.ok, kind).toBe(!FORCED_KINDS.includes(kind));
      expect(channelFor(DEFAULT_SETTING, kind)).not.toBe("none");
    }
  });

  it.each(["+02:00", "EST", "Mars/Olympus", ""])("take no zone %s", (zone) => {
    expect(mayChoose({ ...DEFAULT_SETTING, zone })).toMatchObject({ error: { code: "no-such-zone" } });
  });
});

describe("the digest", () => {
  const zones = ["UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Chatham"];

  it("comes within two days, after now, at the hour that clocks of the zone show", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 23 }),
        (atMs, zone, hour) => {
          const next = nextDigest(new Date(atMs), { zone, hour }).getTime();
          expect(next).toBeGreaterThan(atMs);
          expect(next - atMs).toBeLessThanOrEqual(DAY_MS + 2 * HOUR_MS);
          // On a day whose clocks skip the hour, it comes around the change.
          const shown = Number(wallTime(next, zone).slice(11, 13));
          expect([hour - 1, hour, hour + 1]).toContain(shown);
        },
      ),
    );
  });

  it("comes at eight in Berlin before and after clocks change", () => {
    const at = (now: string) => nextDigest(new Date(now), { zone: "Europe/Berlin", hour: 8 }).toISOString();
    expect(at("2026-10-24T12:00:00.000Z")).toBe("2026-10-25T07:00:00.000Z");
    expect(at("2026-10-24T05:59:00.000Z")).toBe("2026-10-24T06:00:00.000Z");
    expect(at("2026-10-24T06:00:00.000Z")).toBe("2026-10-25T07:00:00.000Z");
  });
});

it("tries of a mail come further and further apart, at most six hours", () => {
  const waits = Array.from({ length: MAIL_TRIES_MAX }, (_, tried) => retryMs(tried + 1));
  expect(waits[0]).toBe(30_000);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits.at(-1)).toBe(6 * HOUR_MS);
});
