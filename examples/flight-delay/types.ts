import type { CatalogueMetric } from "#lib/metrics/catalogue.ts";

/** The types of the worked example: what training produces and what a serving system replays. */

/** One flight as a serving system sees it before departure. `departsAt` is airport-local, "2001-03-01T17:34". */
export type Flight = {
  /** Its row in the source file: stable, and unique over all months. */
  readonly row: number;
  readonly departsAt: string;
  readonly distanceMiles: number;
  readonly origin: string;
  readonly destination: string;
};

/** A flight with its outcome: 1 when it arrived more than fifteen minutes late. */
export type FlownFlight = Flight & { readonly late: 0 | 1 };

/** The output of a version's own preprocessing. `hour` is 0 to 23, `weekday` 0 (Sunday) to 6. */
export type ModelInputs = {
  readonly hour: number;
  readonly weekday: number;
  readonly distanceMiles: number;
  readonly origin: string;
};

export type FeatureName =
  | "part-of-day"
  | "hour"
  | "weekday"
  | "distance-band"
  | "origin"
  | "hour-by-distance"
  | "origin-by-part-of-day";

/** The preprocessing code that serves a version. A version's weights name it. */
export type ServingCode = "serving-1" | "serving-2" | "serving-3";

/** The learned artifact, `weights.json`: one weight a level; an unlisted level has weight zero. */
export type Weights = {
  readonly format: "flight-delay-weights/1";
  readonly serving: ServingCode;
  readonly intercept: number;
  readonly features: readonly {
    readonly feature: FeatureName;
    readonly levels: readonly string[];
    readonly weights: readonly number[];
  }[];
};

/** A pinned sample of the source, recomputable from its seed; `sha256` is over the sampled rows. */
export type DatasetSnapshot = {
  readonly name: string;
  readonly source: { readonly package: string; readonly file: string; readonly sha256: string };
  readonly month: string;
  readonly seed: number;
  readonly rows: number;
  readonly lateShare: number;
  readonly sha256: string;
};

/** The metrics in this example's reports. */
export type MetricName = Extract<CatalogueMetric, "log-loss" | "brier" | "accuracy" | "auc" | "ece">;

/** One measured number with its 95 % interval; where `value` is null, `reason` says why. */
export type MeasuredMetric = {
  readonly metric: MetricName;
  readonly better: "higher" | "lower";
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly method: string;
  /** For the calibration error: what a perfectly calibrated model stays below 95 times in 100. */
  readonly nullP95?: number;
  readonly reason?: string;
};

/** A part of the traffic, with the tags of live predictions. */
export type Slice = { readonly distance?: string; readonly partOfDay?: string; readonly origin?: string };

type SliceReport = {
  readonly slice: Slice;
  readonly n: number;
  readonly metrics: readonly MeasuredMetric[];
};

/** This version minus another on the same rows, so `difference` keeps the metric's own direction. */
export type MetricDelta = {
  readonly metric: MetricName;
  readonly better: "higher" | "lower";
  readonly difference: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly method: string;
  readonly reason?: string;
};

export type Comparison = {
  readonly against: { readonly version: number; readonly weightsSha256: string };
  readonly metrics: readonly MetricDelta[];
  readonly slices: readonly {
    readonly slice: Slice;
    readonly n: number;
    readonly metrics: readonly MetricDelta[];
  }[];
};

export type EvaluationReport = {
  readonly format: "flight-delay-evaluation/1";
  readonly pipeline: { readonly name: string; readonly codeSha256: string };
  readonly model: { readonly version: number; readonly weightsSha256: string };
  readonly dataset: DatasetSnapshot;
  readonly threshold: number;
  readonly metrics: readonly MeasuredMetric[];
  readonly slices: readonly SliceReport[];
  readonly calibration: readonly {
    readonly lower: number;
    readonly upper: number;
    readonly n: number;
    readonly confidence: number | null;
    readonly observed: number | null;
  }[];
  readonly comparisons: readonly Comparison[];
};

export type Influence = { readonly feature: FeatureName; readonly share: number };

export type DataSchema = {
  readonly format: "flight-delay-schema/1";
  readonly label: { readonly name: string; readonly definition: string };
  readonly columns: readonly {
    readonly name: string;
    readonly type: "timestamp" | "integer" | "string";
    readonly unit?: string;
    readonly role: "input" | "label-source" | "identifier";
    readonly description: string;
  }[];
};

export type TrainingConfig = {
  readonly algorithm: string;
  readonly l2: number;
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly features: readonly FeatureName[];
  readonly dataset: { readonly name: string; readonly sha256: string };
};

/** A file of a version: `path` is its name in the manifest. */
export type ArtifactFile = { readonly path: string; readonly mediaType: string; readonly content: Buffer };

export type TrainedVersion = {
  readonly version: number;
  readonly parent: number | null;
  readonly title: string;
  readonly summary: string;
  readonly weights: Weights;
  readonly config: TrainingConfig;
  readonly trainedOn: DatasetSnapshot;
  /** weights.json, preprocessing.json, training-config.json, requirements.lock, data-schema.json. */
  readonly artifacts: readonly ArtifactFile[];
  readonly evaluation: EvaluationReport;
  /** Every evaluated row's score, little-endian doubles in row order: the report can be recomputed from it. */
  readonly scores: ArtifactFile;
  readonly card: string;
  readonly schema: DataSchema;
  readonly influence: readonly Influence[];
  readonly codeSha256: string;
};
