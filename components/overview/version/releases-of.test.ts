import { expect, it } from "vitest";
import { releasesOf } from "./releases-of.ts";

it("keeps a version's own releases, in their order", () => {
  const releases = [3, 2, 1].map((number) => ({ number, version: number === 2 ? 1 : 2 }));
  expect(releasesOf(2, releases)).toEqual([3, 1]);
  expect(releasesOf(9, releases)).toEqual([]);
});
