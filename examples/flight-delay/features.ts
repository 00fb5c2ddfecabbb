import type { FeatureName, ModelInputs, Slice } from "./types.ts";

/** How many airports have their own weight; the others share the intercept. */
const originCount = 80;

export const distanceBands = ["under 400 mi", "400–800 mi", "800–1,600 mi", "over 1,600 mi"] as const;
export const partsOfDay = ["Night", "Morning", "Midday", "Evening"] as const;
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

/** The level of a flight in a feature, by name: the key of its weight. */
export function levelOf(feature: FeatureName, inputs: ModelInputs): string {
  switch (feature) {
    case "part-of-day":
      return partOfDay(inputs.hour);
    case "hour":
      return hours[inputs.hour]!;
    case "weekday":
      return weekdays[inputs.weekday]!;
    case "distance-band":
      return distanceBand(inputs.distanceMiles);
    case "origin":
      return inputs.origin;
    case "hour-by-distance":
      return `${hours[inputs.hour]!} ${distanceBand(inputs.distanceMiles)}`;
    case "origin-by-part-of-day":
      return `${inputs.origin} ${partOfDay(inputs.hour)}`;
  }
}

/** Every level a feature can have, in the order its weights are written. `origins` as `topOrigins` gives them. */
export function levelsOf(feature: FeatureName, origins: readonly string[]): readonly string[] {
  switch (feature) {
    case "part-of-day":
      return partsOfDay;
    case "hour":
      return hours;
    case "weekday":
      return weekdays;
    case "distance-band":
      return distanceBands;
    case "origin":
      return origins;
    case "hour-by-distance":
      return hours.flatMap((hour) => distanceBands.map((band) => `${hour} ${band}`));
    case "origin-by-part-of-day":
      return origins.flatMap((origin) => partsOfDay.map((part) => `${origin} ${part}`));
  }
}

/** The airports with most departures, most first; alphabetical where equal. */
export function topOrigins(flights: readonly { readonly origin: string }[], count = originCount): string[] {
  const seen = new Map<string, number>();
  for (const { origin } of flights) seen.set(origin, (seen.get(origin) ?? 0) + 1);
  return [...seen]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, count)
    .map(([origin]) => origin);
}

/** The slice a flight belongs to, from the true values and not from a version's preprocessing. */
export function sliceOf(inputs: ModelInputs): Required<Omit<Slice, "origin">> {
  return { distance: distanceBand(inputs.distanceMiles), partOfDay: partOfDay(inputs.hour) };
}

function distanceBand(miles: number): string {
  if (miles < 400) return distanceBands[0];
  if (miles < 800) return distanceBands[1];
  return miles <= 1600 ? distanceBands[2] : distanceBands[3];
}

/** Night is 00 to 05, morning 06 to 11, midday 12 to 17, evening 18 to 23. */
function partOfDay(hour: number): string {
  return partsOfDay[Math.floor(hour / 6)]!;
}
