import type { RollbackTimes } from "#lib/rollouts/views/rollback-times.ts";

/** How fast a rollback was, from the breach on; undefined until all four times are known. */
export function rollbackText(
  { breachAt, detectedAt, decidedAt, actuatedAt }: RollbackTimes,
  base: string,
): string | undefined {
  if (!breachAt || !detectedAt || !decidedAt || !actuatedAt) return undefined;
  const since = (at: string) => secondsText(breachAt, at);
  return (
    `Breach ${clockText(breachAt)}, detected ${since(detectedAt)}, ` +
    `decided ${since(decidedAt)}, first request on ${base} ${since(actuatedAt)}.`
  );
}

/** "14:02:31.118 UTC" */
export const clockText = (at: string): string => `${at.slice(11, 23)} UTC`;

/** "+0.21 s" */
export const secondsText = (from: string, to: string): string =>
  `+${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(2)} s`;
