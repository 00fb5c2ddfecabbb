/**
 * The loss of a forecast of the p-quantile (Koenker and Bassett 1978): what lies above it weighs p, what lies below it 1 - p. The
 * true quantile has the least expected loss.
 */
export const pinballLoss = (p: number, forecast: number, truth: number): number =>
  truth >= forecast ? p * (truth - forecast) : (1 - p) * (forecast - truth);

/** By how much a forecast is above the truth, and by how much below: one of them is 0, and their sum is the absolute error. */
export const overshoot = (forecast: number, truth: number): number => Math.max(0, forecast - truth);
export const undershoot = (forecast: number, truth: number): number => Math.max(0, truth - forecast);
