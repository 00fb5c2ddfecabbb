import { expect, it } from "vitest";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { isFounded, mayGoAbove } from "./founding.ts";

const signers = (...held: BusinessFunction[][]) => held.map((functions, i) => ({ id: `${i}`, functions }));

it.each<[BusinessFunction[][], boolean]>([
  [[], false],
  [[["security", "compliance"]], false],
  [[["security"], ["security"]], false],
  [[["security"], []], false],
  [[["security"], ["compliance"]], true],
  [[["security", "compliance"], ["security"]], true],
])("a workspace whose people hold %j is founded: %s", (held, founded) => {
  expect(isFounded(signers(...held))).toBe(founded);
});

it("keeps everything above the low tier back until then", () => {
  const open = TIERS.filter((tier) => mayGoAbove(tier, signers(["security"])).ok);
  expect(open).toEqual(["low"]);
  expect(TIERS.every((tier) => mayGoAbove(tier, signers(["security"], ["business"])).ok)).toBe(true);
});
