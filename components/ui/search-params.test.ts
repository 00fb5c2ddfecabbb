import { expect, it } from "vitest";
import { readParams } from "./search-params.ts";

it("reads the first of each parameter that is asked for, and no empty one", async () => {
  const search = Promise.resolve({ q: ["a", "b"], tier: "", owner: "o", cursor: undefined, other: "x" });
  expect(await readParams(search, ["q", "tier", "owner", "cursor"])).toEqual({ q: "a", owner: "o" });
});
