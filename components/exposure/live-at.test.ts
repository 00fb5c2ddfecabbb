import { describe, expect, it } from "vitest";
import { liveAt } from "./live-at.ts";

describe("liveAt", () => {
  const move = (version: string, at: string) => ({ version, at });
  const moves = [
    move("v1", "2026-10-01T00:00:00Z"),
    move("v2", "2026-11-01T12:00:00Z"),
    move("v1", "2026-11-01T18:00:00Z"),
  ];

  it.each([
    ["2026-09-30T23:59:59Z", undefined],
    ["2026-10-01T00:00:00Z", "v1"],
    ["2026-11-01T12:00:00Z", "v2"],
    ["2026-12-01T00:00:00Z", "v1"],
  ])("at %s it is %s", (at, version) => {
    expect(liveAt(moves, at)?.version).toBe(version);
    expect(liveAt([...moves].reverse(), at)?.version).toBe(version);
  });
});
