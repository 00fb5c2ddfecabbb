import { expect, it } from "vitest";
import { rangeOf } from "./trail-range.ts";

it("takes a day from its beginning to its end, in UTC", () => {
  expect(rangeOf({ from: "2026-03-01", to: "2026-03-02" })).toEqual({
    from: "2026-03-01T00:00:00.000Z",
    to: "2026-03-02T23:59:59.999Z",
  });
});

it("takes a moment as it is, and ends where the address says as of", () => {
  expect(rangeOf({ from: "2026-03-01T08:00:00Z" })).toEqual({ from: "2026-03-01T08:00:00Z" });
  const asOf = "2026-03-02T12:00:00.000Z";
  expect(rangeOf({ asOf })).toEqual({ to: asOf });
  expect(rangeOf({ to: "2026-03-02", asOf })).toEqual({ to: asOf });
  expect(rangeOf({ to: "2026-03-01", asOf })).toEqual({ to: "2026-03-01T23:59:59.999Z" });
});
