import { expect, it } from "vitest";
import type { FunctionNews } from "#lib/access/views/function-news.ts";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { FunctionNewsSheet } from "./function-news.tsx";

const step = (changed: Partial<FunctionNews>): FunctionNews => ({
  personId: "p",
  name: "Lena Voss",
  own: false,
  function: "security",
  verb: "proposed",
  by: "Ada Berg",
  at: "2026-11-23T08:00:00.000Z",
  effectiveAt: null,
  ...changed,
});

it("says whose function, what happened, by whom and from when it counts", () => {
  const confirmed = step({ own: true, verb: "confirmed", effectiveAt: "2026-11-24T08:00:00.000Z" });
  const text = textOf(<FunctionNewsSheet news={[step({}), confirmed]} />);
  expect(text).toContain("Lena Voss: Security Proposed by Ada Berg");
  expect(text).toMatch(/You: Security Confirmed by Ada Berg, .*; counts from /);
});

it("is nothing where nothing happened", () => {
  expect(textOf(<FunctionNewsSheet news={[]} />)).toBe("");
});
