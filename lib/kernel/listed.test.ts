import { expect, it } from "vitest";
import { either, listed } from "./listed.ts";

it.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c"], "a, b and c"],
])("%j is listed as %s", (words, text) => {
  expect(listed(words)).toBe(text);
  expect(either(words)).toBe(text.replace(" and ", " or "));
});
