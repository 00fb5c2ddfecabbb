import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedPart, DIFF_LINES_MAX, diffLines } from "./line-diff.ts";

const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 }).map((lines) => lines.join("\n"));

describe("a line diff", () => {
  it("contains both texts, each in order", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const without = (kind: string) =>
          lines
            .filter((line) => line.kind !== kind)
            .map((line) => line.text)
            .join("\n");
        expect(without("added")).toBe(before);
        expect(without("removed")).toBe(after);
      }),
    );
  });

  it("reports no change for equal texts", () => {
    fc.assert(
      fc.property(text, (same) => {
        expect(diffLines(same, same).map((line) => line.kind)).not.toContain("added");
        expect(diffLines(same, same).map((line) => line.kind)).not.toContain("removed");
      }),
    );
  });

  it("is as short as possible", () => {
    expect(diffLines("a\nb\nc\nd", "a\nc\nx\nd")).toEqual([
      { kind: "same", text: "a" },
      { kind: "removed", text: "b" },
      { kind: "same", text: "c" },
      { kind: "added", text: "x" },
      { kind: "same", text: "d" },
    ]);
  });

  it("replaces very long texts as a whole and loses no line", () => {
    const long = (mark: string) =>
      Array.from({ length: DIFF_LINES_MAX + 1 }, (_, at) => `${mark}${at}`).join("\n");
    const lines = diffLines(long("a"), long("b"));
    expect(lines.filter((line) => line.kind === "removed")).toHaveLength(DIFF_LINES_MAX + 1);
  });

  it("shows a few lines around each change", () => {
    const before = Array.from({ length: 20 }, (_, at) => `line ${at}`);
    const after = before.with(10, "changed");
    const shown = changedPart(diffLines(before.join("\n"), after.join("\n")), 2).map((line) => line.text);
    expect(shown).toEqual(["…", "line 8", "line 9", "line 10", "changed", "line 11", "line 12", "…"]);
    expect(changedPart(diffLines("a", "a"))).toEqual([]);
  });
});
