import { expect, it } from "vitest";
import { isNoneMatch } from "./etag.ts";

const etag = '"sha256:ab,cd"';

it.each([
  ["the tag itself", etag],
  ["made weak by a proxy", `W/${etag}`],
  ["one of a list", `"other", ${etag}`],
  ["a weak one of a list without spaces", `"a","b",W/${etag},"c"`],
  ["whatever there is", "*"],
  ["whatever there is, with space", " * "],
])("names the answer: %s", (_, value) => {
  expect(isNoneMatch(value, etag)).toBe(true);
  expect(isNoneMatch(value, `W/${etag}`)).toBe(true);
});

it.each([
  ["nothing", undefined],
  ["an empty header", ""],
  ["another tag", '"sha256:ab"'],
  ["what lies between two tags", '"x"sha256:ab,cd"y"'],
  ["the tag without its quotes", "sha256:ab,cd"],
  ["a star among tags", '"a", *'],
  ["a tag with a star", '"*"'],
])("does not name it: %s", (_, value) => {
  expect(isNoneMatch(value, etag)).toBe(false);
});
