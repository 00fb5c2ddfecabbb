import { levelOf } from "./features.ts";
import type { Flight, ModelInputs, ServingCode, Weights } from "./types.ts";

/** A version ready to serve: weights by feature and level, and the preprocessing its weights name. */
export type Scorer = (flight: Flight) => number;

/**
 * The probability that a flight arrives late, as the version is served: its own weights over the inputs its own
 * serving code makes.
 */
export function scorerOf(weights: Weights, preprocess = servingCode[weights.serving]): Scorer {
  const tables = weights.features.map(({ feature, levels, weights: values }) => ({
    feature,
    byLevel: new Map(levels.map((level, index) => [level, values[index]!])),
  }));
  return (flight) => {
    const inputs = preprocess(flight);
    let sum = weights.intercept;
    for (const { feature, byLevel } of tables) sum += byLevel.get(levelOf(feature, inputs)) ?? 0;
    return 1 / (1 + Math.exp(-sum));
  };
}

/** What training saw, and what every serving code should make of a flight. */
export function trainingInputs(flight: Flight): ModelInputs {
  return inputsWithHour(flight, hourBy("HH", flight.departsAt));
}

/**
 * The serving code of each version, deployed with its weights. The second reads the hour with the departure boards'
 * pattern, `hh`, which has no afternoon: 17:34 becomes 05:34. Nothing fails and no offline report can show it; only
 * outcomes from live traffic do. The third fixes it.
 */
export const servingCode: Record<ServingCode, (flight: Flight) => ModelInputs> = {
  "serving-1": (flight) => inputsWithHour(flight, hourBy("HH", flight.departsAt)),
  "serving-2": (flight) => inputsWithHour(flight, hourBy("hh", flight.departsAt)),
  "serving-3": (flight) => inputsWithHour(flight, hourBy("HH", flight.departsAt)),
};

/** The time pattern of each serving code, as its preprocessing file declares it. */
export const timePatternOf: Record<ServingCode, string> = {
  "serving-1": "yyyy-MM-dd'T'HH:mm",
  "serving-2": "yyyy-MM-dd'T'hh:mm",
  "serving-3": "yyyy-MM-dd'T'HH:mm",
};

function inputsWithHour(flight: Flight, hour: number): ModelInputs {
  return {
    hour,
    weekday: new Date(`${flight.departsAt.slice(0, 10)}T00:00Z`).getUTCDay(),
    distanceMiles: flight.distanceMiles,
    origin: flight.origin,
  };
}

/** Hour of a local time by Unicode pattern: `HH` runs 0 to 23, `hh` runs 1 to 12 and back. */
function hourBy(pattern: "HH" | "hh", localTime: string): number {
  const hour = Number(localTime.slice(11, 13));
  if (pattern === "HH") return hour;
  return hour % 12 === 0 ? 12 : hour % 12;
}
