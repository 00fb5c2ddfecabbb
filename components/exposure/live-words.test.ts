import { describe, expect, it } from "vitest";
import { history, live, move } from "#lib/testing/specimens/views/exposure.ts";
import { liveOf, liveWords, percentText, serving, versionsServing } from "./live-words.ts";

describe("which versions serve", () => {
  it.each([
    [{ base: null, kind: null }, "nothing"],
    [{ base: 1 }, "v1"],
    [{ base: 1, candidate: 2, kind: "live" }, "v1"],
    [{ base: 1, candidate: 2, kind: "shadow" }, "v1, v2 in shadow"],
    [{ base: 1, candidate: 2, kind: "canary", candidatePercent: 25 }, "v2 at 25 %, else v1"],
    [{ base: 1, candidate: 2, kind: "canary", candidatePercent: 0.25 }, "v2 at 0.25 %, else v1"],
    [{ base: 1, candidate: 2, kind: "full", candidatePercent: 99 }, "v2, a hold-out on v1"],
  ] as const)("%j reads %s", (changed, words) => {
    expect(serving(live(changed))).toBe(words);
  });

  it("names the pointer where something is live, and is silent where nothing is", () => {
    expect(liveWords(live())).toBe("v1 on production");
    expect(liveWords(live({ base: null }))).toBeNull();
  });

  it("counts whoever answered somebody: no shadow, a base as long as it has a share", () => {
    const of = (...moves: Parameters<typeof move>[0][]) =>
      versionsServing(moves.map((changed) => move(changed)));
    expect(of({ base: 1, candidate: 2, kind: "shadow" })).toEqual([1]);
    expect(of({ base: 1, candidate: 2, kind: "canary" })).toEqual([2, 1]);
    expect(of({ base: 1, candidate: 2, kind: "full", holdoutPercent: 1 })).toEqual([2, 1]);
    expect(of({ base: 1, candidate: 2, kind: "full" })).toEqual([2]);
    expect(of({ base: 2 }, { base: 1, candidate: 2, kind: "canary" }, { base: 1 })).toEqual([2, 1]);
  });

  it("writes whole percents without decimals", () => {
    expect([100, 12.5, 0].map(percentText)).toEqual(["100 %", "12.50 %", "0 %"]);
  });

  it("takes the present from the newest move of a history", () => {
    const newest = move({ base: 1, candidate: 2, kind: "canary", candidatePercent: 5 });
    expect(liveOf(history({ moves: [newest, move()] }))).toEqual({
      pointer: "production",
      kind: "canary",
      base: 1,
      candidate: 2,
      candidatePercent: 5,
      since: newest.at,
    });
    expect(liveOf(history({ moves: [] }))).toMatchObject({ kind: null, base: null, since: null });
  });
});
