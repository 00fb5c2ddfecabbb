import type { DeclaredMetric } from "#lib/metrics/declared.ts";

/** A metric outside the catalogue, as a plan declares it. */
export const callCost: DeclaredMetric = {
  id: "call-cost",
  title: "Cost per call",
  unit: "EUR",
  better: "lower",
  kind: "mean",
  bounds: { min: 0, max: 5 },
};

/** One where higher is better. */
export const conversion: DeclaredMetric = {
  id: "conversion",
  title: "Conversion",
  unit: "%",
  better: "higher",
  kind: "share",
};
