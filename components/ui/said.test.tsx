import { expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { type Said, SaidText, saidText } from "./said.tsx";

const said: Said = ["Breach ", { at: "2026-11-23T14:02:31.118Z", as: "instant" }, ", decided later."];

it("writes the moments of a sentence as times, exact in UTC on hover", () => {
  expect(textOf(<SaidText said={said} />)).toBe("Breach 14:02:31.118 , decided later.");
  expect(markupOf(<SaidText said={said} />)).toContain('title="23 November 2026, 14:02:31.118 UTC"');
});

it("is one text for keys", () => {
  expect(saidText(said)).toBe("Breach 14:02:31.118, decided later.");
});
