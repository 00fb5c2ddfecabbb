import type { Range } from "#lib/stats/bounded-mean.ts";
import type { Metric } from "./metric.ts";

/** The range that no value of a metric is outside; null where nothing bounds it on both sides. */
export const rangeOf = ({ kind, range }: Pick<Metric, "kind" | "range">): Range | null =>
  kind === "share" ? { min: 0, max: 1 } : (range ?? null);
