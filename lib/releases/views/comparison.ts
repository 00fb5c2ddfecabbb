import { z } from "zod";
import { measuredMetric, metricDelta, slice } from "#lib/registry/evaluation.ts";

/** Who measured, on how many rows of which data set. */
const measurement = { pipeline: z.string(), dataset: z.string(), rows: z.number() };

export const comparedMetric = metricDelta.extend({
  /** The two values whose difference it is. */
  base: z.number().nullable(),
  candidate: z.number().nullable(),
  n: z.number(),
});

/** The candidate against the live version, from a report bound to its bits. */
export const comparison = z.object({
  ...measurement,
  metrics: z.array(comparedMetric),
  slices: z.array(
    z.object({
      slice,
      n: z.number(),
      metrics: z.array(metricDelta),
      /** What the candidate itself scored on the slice. */
      candidates: z.array(measuredMetric),
    }),
  ),
});
export type Comparison = z.infer<typeof comparison>;

/** The candidate alone. */
export const evaluation = z.object({ ...measurement, metrics: z.array(measuredMetric) });
export type Evaluation = z.infer<typeof evaluation>;

const changedColumn = z.object({
  name: z.string(),
  type: z.string(),
  change: z.enum(["same", "added", "removed", "retyped"]),
});
const changedDataset = z.object({
  name: z.string(),
  digest: z.string(),
  change: z.enum(["same", "added", "removed"]),
});

/** Training data and schema of the candidate against those of the live version. */
export const dataChanges = z.object({
  datasets: z.array(changedDataset),
  columns: z.array(changedColumn),
});
export type DataChanges = z.infer<typeof dataChanges>;
