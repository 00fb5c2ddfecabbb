/** How metrics are called where people read them; an unknown one keeps its own name. */
const titles: Readonly<Record<string, string>> = {
  "log-loss": "Log-loss",
  brier: "Brier score",
  accuracy: "Accuracy",
  auc: "AUC",
  ece: "Calibration error",
  "error-rate": "Error rate",
  "latency-ms": "Latency, ms",
};

export const metricTitle = (metric: string): string => titles[metric] ?? metric;

/** Digits after the point that a metric is read with: quality lies between 0 and 1, the rest in units. */
export const metricDecimals = (metric: string): number => (metric.endsWith("-ms") ? 1 : 4);
