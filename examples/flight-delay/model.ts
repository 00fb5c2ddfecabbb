import { solveInPlace } from "./cholesky.ts";
import { levelOf, levelsOf } from "./features.ts";
import { trainingInputs } from "./serve.ts";
import type { FeatureName, FlownFlight, Influence, ServingCode, Weights } from "./types.ts";

export type FitSettings = {
  readonly features: readonly FeatureName[];
  readonly origins: readonly string[];
  readonly serving: ServingCode;
  /** Ridge penalty on every weight but the intercept. */
  readonly l2: number;
  readonly maxIterations: number;
  /** Newton stops when no weight moves by more than this. */
  readonly tolerance: number;
};

/** Decimals kept of each weight, so that the artifact does not depend on the last bit of a platform's exp. */
const weightDecimals = 6;

/**
 * Logistic regression by Newton's method over all rows: no seed, no order, no learning rate; the same
 * rows give the same bytes. Throws when it has not converged in `maxIterations`.
 */
export function fitWeights(flights: readonly FlownFlight[], settings: FitSettings): Weights {
  const design = designOf(flights, settings);
  const beta = new Float64Array(design.width);
  for (let iteration = 0; ; iteration += 1) {
    if (iteration === settings.maxIterations) throw new Error(`not converged in ${iteration} iterations`);
    if (newtonStep(design, beta, settings.l2) <= settings.tolerance) break;
  }
  return weightsFrom(beta, design, settings.serving);
}

/**
 * Share of each feature in the score: the spread (standard deviation over the training rows) of its contribution to
 * the log-odds, over the sum of all spreads. Largest first.
 */
export function influenceOf(weights: Weights, flights: readonly FlownFlight[]): Influence[] {
  const spreads = weights.features.map(({ feature, levels, weights: values }) => {
    const byLevel = new Map(levels.map((level, index) => [level, values[index]!]));
    let sum = 0;
    let squares = 0;
    for (const flight of flights) {
      const part = byLevel.get(levelOf(feature, trainingInputs(flight))) ?? 0;
      sum += part;
      squares += part * part;
    }
    const mean = sum / flights.length;
    return { feature, spread: Math.sqrt(Math.max(0, squares / flights.length - mean * mean)) };
  });
  const total = spreads.reduce((sum, one) => sum + one.spread, 0);
  return spreads
    .map(({ feature, spread }) => ({ feature, share: total === 0 ? 0 : spread / total }))
    .sort((a, b) => b.share - a.share);
}

/** One-hot rows stored as column numbers, `stride` a row; column 0 is the intercept, -1 an unlisted level. */
type Design = {
  readonly columns: Int32Array;
  readonly labels: Uint8Array;
  readonly stride: number;
  readonly width: number;
  readonly features: readonly { feature: FeatureName; levels: readonly string[]; start: number }[];
};

function designOf(flights: readonly FlownFlight[], { features, origins }: FitSettings): Design {
  let width = 1;
  const blocks = features.map((feature) => {
    const levels = levelsOf(feature, origins);
    const start = width;
    width += levels.length;
    return {
      feature,
      levels,
      start,
      columnOf: new Map(levels.map((level, index) => [level, start + index])),
    };
  });
  const stride = features.length + 1;
  const columns = new Int32Array(flights.length * stride);
  flights.forEach((flight, row) => {
    const inputs = trainingInputs(flight);
    blocks.forEach(({ feature, columnOf }, index) => {
      columns[row * stride + index + 1] = columnOf.get(levelOf(feature, inputs)) ?? -1;
    });
  });
  return {
    columns,
    labels: Uint8Array.from(flights, (flight) => flight.late),
    stride,
    width,
    features: blocks,
  };
}

/** One Newton step on `beta`; returns the largest change of a weight. */
function newtonStep(design: Design, beta: Float64Array, l2: number): number {
  const { width } = design;
  const gradient = new Float64Array(width);
  const curvature = new Float64Array(width * width);
  accumulate(design, beta, gradient, curvature);
  for (let column = 1; column < width; column += 1) {
    gradient[column]! += l2 * beta[column]!;
    curvature[column * width + column]! += l2;
  }
  solveInPlace(curvature, gradient);
  let largest = 0;
  for (let column = 0; column < width; column += 1) {
    beta[column]! -= gradient[column]!;
    largest = Math.max(largest, Math.abs(gradient[column]!));
  }
  return largest;
}

function accumulate(
  design: Design,
  beta: Float64Array,
  gradient: Float64Array,
  curvature: Float64Array,
): void {
  const { columns, labels, stride, width } = design;
  const row = new Int32Array(stride);
  for (let index = 0; index < labels.length; index += 1) {
    let filled = 0;
    let sum = 0;
    for (let at = index * stride; at < (index + 1) * stride; at += 1) {
      const column = columns[at]!;
      if (column < 0) continue;
      row[filled++] = column;
      sum += beta[column]!;
    }
    const p = 1 / (1 + Math.exp(-sum));
    addRow(row, filled, p - labels[index]!, p * (1 - p), gradient, curvature, width);
  }
}

function addRow(
  row: Int32Array,
  filled: number,
  error: number,
  spread: number,
  gradient: Float64Array,
  curvature: Float64Array,
  width: number,
): void {
  for (let a = 0; a < filled; a += 1) {
    gradient[row[a]!]! += error;
    const line = row[a]! * width;
    for (let b = 0; b < filled; b += 1) curvature[line + row[b]!]! += spread;
  }
}

function weightsFrom(beta: Float64Array, design: Design, serving: ServingCode): Weights {
  return {
    format: "flight-delay-weights/1",
    serving,
    intercept: rounded(beta[0]!),
    features: design.features.map(({ feature, levels, start }) => ({
      feature,
      levels,
      weights: levels.map((_, index) => rounded(beta[start + index]!)),
    })),
  };
}

function rounded(weight: number): number {
  return Number(weight.toFixed(weightDecimals)) + 0;
}
