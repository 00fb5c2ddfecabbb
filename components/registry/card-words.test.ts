import { expect, it } from "vitest";
import { notShownText } from "./card-words.ts";

it.each([
  [{}, false, null],
  [{ comment: 1 }, false, "Not shown: 1 comment. The digest covers them; read them in the source."],
  [
    { "script element": 2, "onclick attribute": 1 },
    true,
    "Not shown: 2 script elements, 1 onclick attribute, the nested part of the front matter. The digest covers them; read them in the source.",
  ],
])("says what of a card is not shown: %j, head deeper: %s", (leftOut, deeper, text) => {
  expect(notShownText(leftOut, deeper)).toBe(text);
});
