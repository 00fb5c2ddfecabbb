import { catalogued } from "#lib/metrics/catalogue.ts";
import { calibrationGaps, calibrationOf } from "#lib/stats/calibration.ts";
import { brierOf, isRight, logLossOf } from "#lib/stats/classification.ts";
import { meanInterval, pairedDifference } from "#lib/stats/mean-interval.ts";
import type { Interval, Measured } from "#lib/stats/measured.ts";
import { momentsOf } from "#lib/stats/moments.ts";
import { wilsonInterval } from "#lib/stats/proportions.ts";
import { aucDifference, aucOf } from "#lib/stats/ranking.ts";
import type { MeasuredMetric, MetricDelta, MetricName } from "./types.ts";

/** Labels and a model's scores for the same rows in the same order. */
export type ScoredRows = { readonly labels: Uint8Array; readonly scores: Float64Array };

/** The decision threshold: a score at or above it means late. */
export const threshold = 0.5;

/** Fewer rows than this are not measured: the number would be misleading. */
const minRows = 100;

/** The five metrics with their 95 % intervals; each gives a reason where it cannot be measured. */
export function measureRows(rows: ScoredRows): MeasuredMetric[] {
  const n = rows.labels.length;
  if (n < minRows) return names.map((metric) => unmeasured(metric, tooFew(n)));
  const right = perRow(rows, accuracyOf);
  const successes = right.reduce((sum, one) => sum + one, 0);
  const calibration = calibrationOf(rows);
  const gaps = meanInterval(momentsOf(calibrationGaps(rows)));
  return [
    measured("log-loss", "Student", mean(meanInterval(momentsOf(perRow(rows, logLossOf))))),
    measured("brier", "Student", mean(meanInterval(momentsOf(perRow(rows, brierOf))))),
    measured("accuracy", "Wilson", wilsonValue(wilsonInterval({ successes, n }))),
    measured("auc", "DeLong", aucValue(aucOf(rows))),
    {
      ...measured("ece", "15 bins, linearised", mean(gaps)),
      ...(calibration.status === "ok" ? { nullP95: rounded(calibration.nullP95) } : {}),
    },
  ];
}

/** Candidate minus baseline on the same rows, paired, with 95 % intervals. */
export function compareRows(baseline: ScoredRows, candidate: ScoredRows): MetricDelta[] {
  const n = candidate.labels.length;
  if (n < minRows) return names.map((metric) => unmeasuredDelta(metric, tooFew(n)));
  const paired = (metric: MetricName, of: (rows: ScoredRows) => Float64Array) =>
    delta(metric, "paired rows", mean(pairedDifference(of(baseline), of(candidate))));
  const auc = aucDifference(candidate.labels, baseline.scores, candidate.scores);
  return [
    paired("log-loss", (rows) => perRow(rows, logLossOf)),
    paired("brier", (rows) => perRow(rows, brierOf)),
    paired("accuracy", (rows) => perRow(rows, accuracyOf)),
    delta("auc", "paired DeLong", auc.status === "ok" ? { ...auc, value: auc.difference } : auc),
    paired("ece", (rows) => calibrationGaps(rows)),
  ];
}

/** Six decimals: finer than any of these numbers is known, and the same on every platform. */
export function rounded(value: number): number {
  return Number(value.toFixed(6)) + 0;
}

export const names: readonly MetricName[] = ["log-loss", "brier", "accuracy", "auc", "ece"];

type Value = Measured<Interval & { readonly value: number }>;

function measured(metric: MetricName, method: string, found: Value): MeasuredMetric {
  if (found.status !== "ok") return unmeasured(metric, found.reason);
  const { value, lower, upper } = found;
  return {
    metric,
    better: catalogued(metric).better,
    value: rounded(value),
    lower: rounded(lower),
    upper: rounded(upper),
    method,
  };
}

function unmeasured(metric: MetricName, reason: string): MeasuredMetric {
  return {
    metric,
    better: catalogued(metric).better,
    value: null,
    lower: null,
    upper: null,
    method: "none",
    reason,
  };
}

function delta(metric: MetricName, method: string, found: Value): MetricDelta {
  if (found.status !== "ok") return unmeasuredDelta(metric, found.reason);
  const { value, lower, upper } = found;
  return {
    metric,
    better: catalogued(metric).better,
    difference: rounded(value),
    lower: rounded(lower),
    upper: rounded(upper),
    method,
  };
}

function unmeasuredDelta(metric: MetricName, reason: string): MetricDelta {
  return {
    metric,
    better: catalogued(metric).better,
    difference: null,
    lower: null,
    upper: null,
    method: "none",
    reason,
  };
}

function mean(found: ReturnType<typeof meanInterval>): Value {
  return found.status === "ok" ? { ...found, value: found.mean } : found;
}

function wilsonValue(found: ReturnType<typeof wilsonInterval>): Value {
  return found.status === "ok" ? { ...found, value: found.share } : found;
}

function aucValue(found: ReturnType<typeof aucOf>): Value {
  return found.status === "ok" ? { ...found, value: found.auc } : found;
}

function perRow({ labels, scores }: ScoredRows, of: (label: number, score: number) => number): Float64Array {
  return Float64Array.from(labels, (label, row) => of(label, scores[row]!));
}

function accuracyOf(label: number, score: number): number {
  return isRight(label, score, threshold) ? 1 : 0;
}

function tooFew(n: number): string {
  return `n ${n} is under ${minRows}`;
}
