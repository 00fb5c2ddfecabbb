import { expect, it } from "vitest";
import { spanOf } from "./span-of.ts";

it("takes moments as they are, and days and minutes whole", () => {
  expect(spanOf({})).toEqual({});
  expect(spanOf({ at: "2026-11-24", until: "2026-11-24" })).toEqual({
    at: "2026-11-24T00:00:00.000Z",
    until: "2026-11-24T23:59:59.999Z",
  });
  expect(spanOf({ at: "2026-11-24T10:00:00+01:00" })).toEqual({ at: "2026-11-24T10:00:00+01:00" });
});
