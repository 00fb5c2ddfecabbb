import { expect, it } from "vitest";
import { knownBy, levelThrough, NOBODY } from "./identity-level.ts";

const [bound, foreign] = ["account-1", "account-2"];

it.each([
  [bound, "handed-over", "provider"],
  [bound, "provider", "provider"],
  [bound, null, "provider"],
  // Unbound since, or never theirs.
  [foreign, "handed-over", "handed-over"],
  // An admin handed a link to somebody who is bound to a provider, and signs by the password set with it.
  [null, "handed-over", "handed-over"],
  [null, "mailed", "mailed"],
  [null, null, null],
] as const)("through %s, by link %s: %s", (through, byLink, level) => {
  expect(levelThrough(through, knownBy(byLink, [bound]))).toBe(level);
});

it("knows nobody through a provider at which nothing of theirs is bound any more", () => {
  expect(levelThrough(bound, knownBy("provider", []))).toBeNull();
  expect(levelThrough(bound, NOBODY)).toBeNull();
});
