import { calibrationOf } from "#lib/stats/calibration.ts";
import { distanceBands, partsOfDay, sliceOf, topOrigins } from "./features.ts";
import { compareRows, measureRows, rounded, type ScoredRows, threshold } from "./metrics.ts";
import { scorerOf, trainingInputs } from "./serve.ts";
import type { Comparison, DatasetSnapshot, EvaluationReport, FlownFlight, Slice, Weights } from "./types.ts";

/** The airports that get a slice of their own. */
const slicedOrigins = 30;

export type Evaluated = {
  readonly version: number;
  readonly weightsSha256: string;
  readonly rows: ScoredRows;
};

/** A pinned sample and the slices it is measured by. */
export type EvaluationSet = {
  readonly snapshot: DatasetSnapshot;
  readonly flights: readonly FlownFlight[];
  readonly slices: readonly { readonly slice: Slice; readonly positions: readonly number[] }[];
};

/** The sample cut into distance band by part of day, and by origin for the airports with most departures. */
export function evaluationSet(snapshot: DatasetSnapshot, flights: readonly FlownFlight[]): EvaluationSet {
  const positionsOf = new Map<string, number[]>();
  const grid = distanceBands.flatMap((distance) =>
    partsOfDay.map((partOfDay) => ({
      key: `${distance}|${partOfDay}`,
      slice: { distance, partOfDay } as Slice,
    })),
  );
  const origins = topOrigins(flights, slicedOrigins).map((origin) => ({
    key: origin,
    slice: { origin } as Slice,
  }));
  const wanted = [...grid, ...origins];
  for (const { key } of wanted) positionsOf.set(key, []);
  flights.forEach((flight, at) => {
    const { distance, partOfDay } = sliceOf(trainingInputs(flight));
    positionsOf.get(`${distance}|${partOfDay}`)!.push(at);
    positionsOf.get(flight.origin)?.push(at);
  });
  return {
    snapshot,
    flights,
    slices: wanted.map(({ key, slice }) => ({ slice, positions: positionsOf.get(key)! })),
  };
}

/** Scores of every row with the preprocessing of training: all an offline report can see. */
export function scoreRows(weights: Weights, flights: readonly FlownFlight[]): ScoredRows {
  const score = scorerOf(weights, trainingInputs);
  return {
    labels: Uint8Array.from(flights, (flight) => flight.late),
    scores: Float64Array.from(flights, score),
  };
}

/** The report of one version on one sample, compared with versions evaluated on exactly the same rows. */
export function evaluationReport(
  set: EvaluationSet,
  candidate: Evaluated,
  baselines: readonly Evaluated[],
  codeSha256: string,
): EvaluationReport {
  const calibration = calibrationOf(candidate.rows);
  if (calibration.status !== "ok") throw new Error(calibration.reason);
  return {
    format: "flight-delay-evaluation/1",
    pipeline: { name: "flight-delay/evaluate", codeSha256 },
    model: { version: candidate.version, weightsSha256: candidate.weightsSha256 },
    dataset: set.snapshot,
    threshold,
    metrics: measureRows(candidate.rows),
    slices: set.slices.map(({ slice, positions }) => ({
      slice,
      n: positions.length,
      metrics: measureRows(taken(candidate.rows, positions)),
    })),
    calibration: calibration.bins.map((bin) => ({
      lower: rounded(bin.lower),
      upper: rounded(bin.upper),
      n: bin.n,
      confidence: bin.confidence === null ? null : rounded(bin.confidence),
      observed: bin.observed === null ? null : rounded(bin.observed),
    })),
    comparisons: baselines.map((baseline) => comparison(set, baseline, candidate)),
  };
}

function comparison(set: EvaluationSet, baseline: Evaluated, candidate: Evaluated): Comparison {
  return {
    against: { version: baseline.version, weightsSha256: baseline.weightsSha256 },
    metrics: compareRows(baseline.rows, candidate.rows),
    slices: set.slices.map(({ slice, positions }) => ({
      slice,
      n: positions.length,
      metrics: compareRows(taken(baseline.rows, positions), taken(candidate.rows, positions)),
    })),
  };
}

function taken({ labels, scores }: ScoredRows, positions: readonly number[]): ScoredRows {
  return {
    labels: Uint8Array.from(positions, (at) => labels[at]!),
    scores: Float64Array.from(positions, (at) => scores[at]!),
  };
}
