import { expect, it } from "vitest";
import { draftKeyOf } from "./draft-key.ts";

const SECRET = "s".repeat(32);

it("is the same for one person at every page, and another for everybody else and every installation", () => {
  const own = draftKeyOf(SECRET, "anna");
  expect(draftKeyOf(SECRET, "anna")).toBe(own);
  expect(Buffer.from(own, "base64")).toHaveLength(32);
  expect(draftKeyOf(SECRET, "jonas")).not.toBe(own);
  expect(draftKeyOf("t".repeat(32), "anna")).not.toBe(own);
});
