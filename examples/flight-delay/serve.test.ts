import { describe, expect, it } from "vitest";
import { levelOf, levelsOf, sliceOf, topOrigins } from "./features.ts";
import { scorerOf, servingCode, trainingInputs } from "./serve.ts";
import type { Flight, Weights } from "./types.ts";

const at = (departsAt: string): Flight => ({
  row: 1,
  departsAt,
  distanceMiles: 800,
  origin: "ORD",
  destination: "DEN",
});

describe("serving code", () => {
  it.each([
    ["2001-03-01T00:15", 0, 12],
    ["2001-03-01T05:34", 5, 5],
    ["2001-03-01T12:00", 12, 12],
    ["2001-03-01T17:34", 17, 5],
    ["2001-03-01T23:59", 23, 11],
  ])("reads %s as hour %i, and as %i where the clock has twelve hours", (departsAt, hour, onTwelve) => {
    expect(trainingInputs(at(departsAt)).hour).toBe(hour);
    expect(servingCode["serving-1"](at(departsAt)).hour).toBe(hour);
    expect(servingCode["serving-2"](at(departsAt)).hour).toBe(onTwelve);
    expect(servingCode["serving-3"](at(departsAt)).hour).toBe(hour);
  });

  it("takes the weekday from the date itself, whatever the machine's zone: 1 March 2001 was a Thursday", () => {
    expect(trainingInputs(at("2001-03-01T00:15")).weekday).toBe(4);
    expect(levelOf("weekday", trainingInputs(at("2001-03-01T23:59")))).toBe("Thursday");
  });
});

it("scores by the intercept and the weights of its levels; an unlisted level has weight zero", () => {
  const weights: Weights = {
    format: "flight-delay-weights/1",
    serving: "serving-1",
    intercept: -1,
    features: [
      { feature: "hour", levels: ["17"], weights: [0.5] },
      { feature: "origin", levels: ["ATL"], weights: [9] },
    ],
  };
  expect(scorerOf(weights)(at("2001-03-01T17:34"))).toBeCloseTo(1 / (1 + Math.exp(0.5)), 12);
  expect(scorerOf(weights)(at("2001-03-01T16:34"))).toBeCloseTo(1 / (1 + Math.exp(1)), 12);
});

describe("features", () => {
  it("every level a flight can have is listed", () => {
    const origins = topOrigins([at("2001-03-01T00:00")]);
    const features = [
      "part-of-day",
      "hour",
      "weekday",
      "distance-band",
      "origin",
      "hour-by-distance",
      "origin-by-part-of-day",
    ] as const;
    for (const feature of features) {
      const levels = levelsOf(feature, origins);
      expect(new Set(levels).size).toBe(levels.length);
      for (let hour = 0; hour < 24; hour += 1) {
        for (const distanceMiles of [0, 399, 400, 799, 800, 1600, 1601, 4962]) {
          expect(levels).toContain(
            levelOf(feature, { hour, weekday: hour % 7, distanceMiles, origin: "ORD" }),
          );
        }
      }
    }
  });

  it("cuts distance and day at the slices' bounds", () => {
    const slice = (hour: number, distanceMiles: number) =>
      sliceOf({ hour, weekday: 0, distanceMiles, origin: "" });
    expect(slice(5, 399)).toEqual({ distance: "under 400 mi", partOfDay: "Night" });
    expect(slice(6, 400)).toEqual({ distance: "400–800 mi", partOfDay: "Morning" });
    expect(slice(17, 1600)).toEqual({ distance: "800–1,600 mi", partOfDay: "Midday" });
    expect(slice(18, 1601)).toEqual({ distance: "over 1,600 mi", partOfDay: "Evening" });
  });

  it("orders airports by flights, then by name", () => {
    const flights = ["B", "A", "C", "C"].map((origin) => ({ origin }));
    expect(topOrigins(flights, 2)).toEqual(["C", "A"]);
  });
});
