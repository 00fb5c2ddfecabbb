import { expect, it } from "vitest";
import { honest, LINE_PATTERN, PROSE_PATTERN } from "./honest-text.ts";

it("is described to others as it is held, in any dialect, for every character up to U+FFFF", () => {
  const [prose, line] = [new RegExp(PROSE_PATTERN), new RegExp(LINE_PATTERN)];
  const wrong: string[] = [];
  for (let code = 0; code <= 0xffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const text = `a${String.fromCodePoint(code)}b`;
    const held = honest(text);
    const oneLine = held && !/[\r\n\t]/.test(text);
    if (prose.test(text) !== held || line.test(text) !== oneLine) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

it("is described as more than blanks", () => {
  for (const blank of ["", " ", "\u00a0 "])
    for (const pattern of [PROSE_PATTERN, LINE_PATTERN]) expect(blank).not.toMatch(new RegExp(pattern));
  expect("two\nlines").toMatch(new RegExp(PROSE_PATTERN));
});
