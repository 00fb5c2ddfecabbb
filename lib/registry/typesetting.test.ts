import { describe, expect, it } from "vitest";
import { cardCompleteness } from "./card.ts";
import { cardTree } from "./card-tree.ts";
import { whyNotTypeset } from "./typesetting.ts";

const LENGTH = 100_000;
const filled = (unit: string, length = LENGTH) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const PROSE = filled(
  "## Intended use\n\nPredicts **delays** from [data](https://a.example/b), see `code` and _notes_.\n\n- one\n- two\n  - three\n\n" +
    "| airport | log-loss |\n|---|---|\n| JFK | 0.51 |\n\n<details><summary>More</summary>\n\n<b>Not</b> for minors.\n\n</details>\n\n",
  20_000,
);

describe("a card that people write", () => {
  it.each([
    ["prose", PROSE],
    ["a table of 450 rows", `| a | b |\n|---|---|\n${"| *x* | y |\n".repeat(450)}`],
    ["quotes and lists in each other", "> - > 1. > - deep\n\n".repeat(100)],
    ["a long line", filled("word ", 90_000)],
  ])("is typeset: %s", (_, body) => expect(whyNotTypeset(body)).toBeNull());
});

describe("what would stop the server", () => {
  const table = (columns: number, rows: number) =>
    `${"|a".repeat(columns)}|\n${"|-".repeat(columns)}|\n${"|x\n".repeat(rows)}`;
  it.each([
    ["a table filled to the width of its head", table(1000, 3900)],
    ["a table within a quote", table(1000, 3000).replaceAll(/^/gm, "> ")],
    ["emphasis that never closes", filled("a**b")],
    ["strokes that never close", filled("~a")],
    ["quotes within quotes", filled("> ")],
    ["lists within lists", filled("- ")],
    ["lists within lists, line by line", `${"- ".repeat(20)}a\n`.repeat(2000)],
    ["quotes and numbers within each other", filled("> 1. ")],
    ["brackets", filled("[")],
    ["footnotes", filled("[^1]")],
    ["elements within elements", filled("<div>")],
    ["a letter in bold for each paragraph", `${'<b id="1">'.repeat(500)}${"a\n\n".repeat(1900)}`],
    ["bold in each cell", filled('<b id="1"><table><td></b></table>')],
  ])("is shown as its source, at once: %s", (_, body) => {
    const began = performance.now();
    expect(cardTree(body)).toBe("intricate");
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it("is found by its depth where it is within every bound", () => {
    expect(cardTree(`${"<div>".repeat(4900)}deep`)).toBe("intricate");
  });
});

describe("a long card", () => {
  const long = `${filled("word ", LENGTH)}\n\n## Intended use\n\nPlanning.\n\n## Metrics\n\n~~~\n## Training data\n\nNone.\n~~~\n`;

  it.each([
    ["characters", long],
    ["lines", filled("a\n-\n")],
  ])("is shown as its source where it has many %s", (_, body) => expect(cardTree(body)).toBe("long"));

  it("still has its sections, those in code aside", () => {
    expect(cardCompleteness(long, "low").missing).toEqual(["model details", "metrics", "training data"]);
  });

  it("of 1 MiB is read at once", () => {
    const began = performance.now();
    for (const unit of [
      "```\n",
      "# ",
      "## a\n",
      "## a\n\nb\n\n",
      "# a\n## b\nc\n",
      "\r\n",
      "<!--",
      "- ",
      "𝒳",
    ])
      cardCompleteness(filled(unit, 1024 * 1024), "critical");
    expect(performance.now() - began).toBeLessThan(6000);
  });
});
