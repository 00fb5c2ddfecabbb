import type { Metric } from "#lib/releases/plan.ts";

/** A level of a metric as a sentence says it: "0.5214", "0.42 %", "41.3 ms". */
export function level(metric: Metric, value: number): string {
  switch (metric) {
    case "log-loss":
    case "brier":
      return value.toFixed(4);
    case "accuracy":
    case "error-rate":
      return `${(100 * value).toFixed(2)} %`;
    case "latency-ms":
      return `${value.toFixed(1)} ms`;
  }
}

/** A harm as a sentence says it: "worse by 0.0470", "better by 0.0093". */
export function harm(metric: Metric, difference: number): string {
  return `${difference < 0 ? "better" : "worse"} by ${level(metric, Math.abs(difference))}`;
}

export function count(rows: number): string {
  return rows.toLocaleString("en-US");
}

export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
