import { describe, expect, it } from "vitest";
import { checkTitle } from "#lib/releases/checks.ts";
import { overText } from "./over-text.ts";

describe("the checks that somebody went over", () => {
  it.each([
    [undefined, ""],
    [[], ""],
    [["compared-with-live"], " although 1 check failed: Compared with the live version"],
    [
      ["base-still-live", "of-a-later-version"],
      " although 2 checks failed: Base version is still live; of-a-later-version",
    ],
  ])("%j", (over, text) => expect(overText(over)).toBe(text));

  it("are named by their titles, or by their id where they are unknown", () => {
    expect(checkTitle("not-rolled-back")).toBe("Last rollout was not rolled back");
    expect(checkTitle("toString")).toBe("toString");
  });
});
