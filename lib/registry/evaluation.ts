import { z } from "zod";
import { digest, line, ordinal } from "#lib/kernel/fields.ts";

export const SLICES_MAX = 500;
export const METRICS_MAX = 50;

const finite = z.number();

/** A named part of the traffic: `{ distance: "under 400 mi", partOfDay: "night" }`. */
export const slice = z.record(line(40), line(80));
export type Slice = z.infer<typeof slice>;

const better = z.enum(["higher", "lower"]);

/** One measured number with its 95 % interval; if `value` is null, `reason` says why. */
export const measuredMetric = z.strictObject({
  metric: line(60),
  better,
  value: finite.nullable(),
  lower: finite.nullable(),
  upper: finite.nullable(),
  method: line(160),
  nullP95: finite.optional(),
  reason: line(300).optional(),
});
export type MeasuredMetric = z.infer<typeof measuredMetric>;

/** This version minus another on the same rows. */
export const metricDelta = z.strictObject({
  metric: line(60),
  better,
  difference: finite.nullable(),
  lower: finite.nullable(),
  upper: finite.nullable(),
  method: line(160),
  reason: line(300).optional(),
});
export type MetricDelta = z.infer<typeof metricDelta>;

const metrics = z.array(measuredMetric).min(1).max(METRICS_MAX);
const deltas = z.array(metricDelta).max(METRICS_MAX);
const count = z.number().int().min(0);

export const evaluationContent = z.strictObject({
  rows: count,
  metrics,
  slices: z.array(z.strictObject({ slice, n: count, metrics })).max(SLICES_MAX),
  calibration: z
    .array(
      z.strictObject({
        lower: finite,
        upper: finite,
        n: count,
        confidence: finite.nullable(),
        observed: finite.nullable(),
      }),
    )
    .max(100),
  comparisons: z
    .array(
      z.strictObject({
        against: z.strictObject({ version: ordinal, digest }),
        metrics: deltas,
        slices: z.array(z.strictObject({ slice, n: count, metrics: deltas })).max(SLICES_MAX),
      }),
    )
    .max(20),
});
export type EvaluationContent = z.infer<typeof evaluationContent>;
