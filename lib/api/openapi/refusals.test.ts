import { expect, it } from "vitest";
import { problemResponse } from "#lib/api/contract/problem.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { refusalsIn } from "#lib/testing/house/refusals.ts";
import { sourceOf, wholeHouse } from "#lib/testing/house/sources.ts";
import made from "./refusals.json" with { type: "json" };
import { KNOWN_REFUSALS } from "./refusals.ts";

const codes = KNOWN_REFUSALS.map(({ code }) => code);

it("lists every refusal that the code makes; `scripts/list-refusals.ts` writes it again", () => {
  expect(made).toEqual(refusalsIn(wholeHouse()));
});

it("reads a refusal in each form, the first of several with one code, and none of a test's", () => {
  const made = `
    refuse("illegal", "too-late", \`Release \${number} is over.\`, { todo: "Open a new one." });
    refuse(response, 403, { code: "foreign", title: "Not from here." });
    refuse("illegal", "too-late", "Another sentence.");
    const FULL = "too-full";
    refuse("too-large", FULL, "It is full.");
    refuse("illegal", code, "Who knows.");`;
  expect(refusalsIn([sourceOf("lib/releases/a.ts", made)])).toEqual([
    { code: "foreign", message: "Not from here.", todo: null },
    { code: "too-full", message: "It is full.", todo: null },
    { code: "too-late", message: "Release … is over.", todo: "Open a new one." },
  ]);
  expect(refusalsIn([sourceOf("lib/releases/a.test.ts", made)])).toEqual([]);
});

it("knows each code once, and those of the states", () => {
  expect(codes).toEqual([...new Set(codes)].toSorted());
  const refused = releaseMachine.next("rolled-back", "edit");
  expect(codes).toContain(refused.ok ? "" : refused.error.code);
});

it("leaves no refusal without its anchor: only a machine puts a code together", () => {
  const puttingTogether = wholeHouse()
    .filter(({ test, path }) => !test && path.startsWith("lib/"))
    .filter(({ text }) => /\brefuse\(\s*(?:kind|"[a-z-]+"),\s*(?!["A-Z])\S/.test(text));
  expect(puttingTogether.map(({ path }) => path)).toEqual(["lib/kernel/machine.ts"]);
});

it("is where the type of a problem points", async () => {
  const { error } = refuse("forbidden", "contributor-cannot-sign", "You cannot sign.");
  const { type } = (await problemResponse(error, "1").json()) as { type: string };
  expect(type).toBe("/api/docs#contributor-cannot-sign");
  expect(codes).toContain(type.split("#")[1]);
});
