import { expect, it } from "vitest";
import { levelOfSigning } from "./identity-level.ts";

it.each([
  [true, "handed-over", "provider"],
  [true, "provider", "provider"],
  [true, null, "provider"],
  // An admin handed a link to somebody who is bound to a provider, and signs by the password set with it.
  [false, "handed-over", "handed-over"],
  [false, "mailed", "mailed"],
  [false, null, null],
] as const)("through a provider %s, by link %s: %s", (through, byLink, level) => {
  expect(levelOfSigning(through, byLink)).toBe(level);
});
