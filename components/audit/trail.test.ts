import { expect, it } from "vitest";
import { askedOf, trailOf } from "./trail.ts";

it("tells what the address says from what the query is asked", () => {
  const trail = trailOf({ q: "ada", from: "2026-03-01", asOf: "2026-03-02T12:00:00.000Z", cursor: "9" });
  expect(trail.asked).toEqual({ q: "ada", from: "2026-03-01", asOf: "2026-03-02T12:00:00.000Z" });
  const filter = { q: "ada", from: "2026-03-01T00:00:00.000Z", to: "2026-03-02T12:00:00.000Z" };
  expect(trail.filter).toEqual(filter);
  expect(askedOf(trail)).toEqual({ ...filter, limit: 50, cursor: "9" });
  expect(askedOf(trailOf({}))).toEqual({ limit: 50 });
});
