import { describe, expect, it } from "vitest";
import { live } from "#lib/testing/specimens/views/exposure.ts";
import { release } from "#lib/testing/specimens/views/overview.ts";
import { versionState } from "./version-state.ts";

const shadow = live({ candidate: 2, kind: "shadow" });
const canary = live({ candidate: 2, kind: "canary", candidatePercent: 25 });

describe("how far a version is", () => {
  it.each([
    ["live before all else", 1, [canary], [release({ version: 1 })], "Live on production"],
    ["a share of a pointer", 2, [canary], [release()], "25 % on production"],
    ["in shadow", 2, [shadow], [release()], "In shadow on production"],
    ["its last release", 2, [live()], [release()], "In review, release 7"],
    [
      "the newest of several",
      2,
      [],
      [release(), release({ number: 5, state: "rejected" })],
      "In review, release 7",
    ],
    ["once released", 2, [live()], [release({ state: "released" })], "Was live"],
    ["released by another version's release", 3, [live()], [release()], "Registered"],
    ["never asked for", 2, [], [], "Registered"],
  ] as const)("%s", (_, number, pointers, releases, word) => {
    expect(versionState(number, pointers, releases).word).toBe(word);
  });

  it("is green only where it is live", () => {
    expect(versionState(1, [live()], []).tone).toBe("pass");
    expect(versionState(2, [canary], []).tone).toBe("yours");
    expect(versionState(2, [], [release({ state: "rejected" })]).tone).toBe("fail");
  });
});
