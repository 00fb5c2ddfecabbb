import { expect, it } from "vitest";
import { hiddenIn, honest, isBlank, LINE_PATTERN, PROSE_PATTERN } from "./honest-text.ts";

it("has a published pattern that agrees with the check in every dialect, for every character up to U+FFFF", () => {
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

it("has a published pattern that refuses blanks", () => {
  for (const blank of ["", " ", "\u00a0 ", "\u200d", " \u200c"]) {
    expect(isBlank(blank)).toBe(true);
    for (const pattern of [PROSE_PATTERN, LINE_PATTERN]) expect(blank).not.toMatch(new RegExp(pattern));
  }
  expect("two\nlines").toMatch(new RegExp(PROSE_PATTERN));
});

it.each([
  ["Persian", "این مدل می\u200cتواند تأخیر را پیش\u200cبینی کند"],
  ["Hindi", "क्\u200dष और क्\u200cष"],
  ["Sinhala", "ශ්\u200dරී ලංකාව"],
  ["an emoji family", "👩\u200d👩\u200d👧\u200d👦"],
])("keeps the joiners of %s", (_, text) => {
  expect(honest(text)).toBe(true);
  expect(isBlank(text)).toBe(false);
});

it.each([
  ["abc\u202edef", "U+202E (right-to-left override)", 1, 4],
  ["first\nsecond 👍 \u200b", "U+200B (zero-width space)", 2, 10],
  ["a\r\nb\rc\u0007", "U+0007 (control character)", 3, 2],
  ["a\u0085b", "U+0085 (control character)", 1, 2],
  ["\u115f", "U+115F", 1, 1],
  ["ab\ud800", "U+D800 (half of a surrogate pair)", 1, 3],
  ["🏴\u{e0067}", "U+E0067 (tag character)", 1, 2],
])("names what hides in %j, and where", (text, character, line, column) => {
  expect(hiddenIn(text)).toEqual({ character, line, column });
});
