import { expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { DiffLines } from "./card-diff.tsx";

const of = (count: number) => <DiffLines lines={Array(count).fill({ kind: "added", text: "line" })} />;

it.each([
  [1000, 1000, ""],
  [1001, 1000, "1 more line. Read them in the card itself."],
  [40_000, 1000, "39,000 more lines. Read them in the card itself."],
])("of %s changed lines %s are shown, and the rest are counted", (count, shown, rest) => {
  const element = of(count);
  expect(markupOf(element).match(/<span /g)).toHaveLength(shown);
  expect(textOf(element).endsWith(rest)).toBe(true);
});
