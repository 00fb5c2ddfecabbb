import type { DataSchema, FeatureName, ServingCode } from "./types.ts";

/** The training recipes: three versions, each the parent of the next. */
export type Recipe = {
  readonly version: number;
  readonly parent: number | null;
  readonly title: string;
  readonly summary: string;
  readonly features: readonly FeatureName[];
  readonly serving: ServingCode;
};

export const recipes: readonly Recipe[] = [
  {
    version: 1,
    parent: null,
    title: "Part of day, weekday and distance",
    summary:
      "The first model: four parts of the day, the weekday and four distance bands. Simple to explain, and blind to the airport.",
    features: ["part-of-day", "weekday", "distance-band"],
    serving: "serving-1",
  },
  {
    version: 2,
    parent: 1,
    title: "Hour of departure and airport of origin",
    summary:
      "Retrained with the hour of departure in place of four parts of the day, and a weight for each of the eighty busiest airports.",
    features: ["hour", "weekday", "distance-band", "origin"],
    serving: "serving-2",
  },
  {
    version: 3,
    parent: 2,
    title: "24-hour clock in serving; airports by time of day",
    summary:
      "Serving reads the departure hour on the 24-hour clock again. The weights also learn how the hour matters by distance and how each airport's day goes.",
    features: ["hour", "weekday", "distance-band", "origin", "hour-by-distance", "origin-by-part-of-day"],
    serving: "serving-3",
  },
];

export const fitting = { l2: 5, maxIterations: 25, tolerance: 1e-8 } as const;

/** Trained on January and measured on February; live traffic replays March, which no version has seen. */
export const samples = {
  training: { name: "flights-2001-01-training", month: "2001-01", rows: 150_000, seed: 20_010_101 },
  evaluation: { name: "flights-2001-02-evaluation", month: "2001-02", rows: 60_000, seed: 20_010_201 },
} as const;

export const dataSchema: DataSchema = {
  format: "flight-delay-schema/1",
  label: { name: "late", definition: "delay > 15" },
  columns: [
    {
      name: "date",
      type: "timestamp",
      role: "input",
      description: "Scheduled departure, local to the airport, to the minute",
    },
    {
      name: "distance",
      type: "integer",
      unit: "mi",
      role: "input",
      description: "Great-circle distance flown",
    },
    { name: "origin", type: "string", role: "input", description: "IATA code of the airport of departure" },
    {
      name: "destination",
      type: "string",
      role: "identifier",
      description: "IATA code of the airport of arrival",
    },
    {
      name: "delay",
      type: "integer",
      unit: "min",
      role: "label-source",
      description: "Arrival delay, known only after landing; negative when early",
    },
  ],
};
