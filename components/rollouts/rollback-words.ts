import { preciseSpanText } from "#components/ui/format-time.ts";
import type { Said } from "#components/ui/said.tsx";
import type { RollbackTimes } from "#lib/rollouts/views/rollback-times.ts";

/** How fast a rollback was, from the breach on; undefined until all four times are known. */
export function rollbackText(
  { breachAt, detectedAt, decidedAt, actuatedAt }: RollbackTimes,
  base: string,
): Said | undefined {
  if (!breachAt || !detectedAt || !decidedAt || !actuatedAt) return undefined;
  const since = (at: string) => afterText(breachAt, at);
  return [
    "Breach ",
    { at: breachAt, as: "instant" },
    `, detected ${since(detectedAt)}, decided ${since(decidedAt)}, first request on ${base} ${since(actuatedAt)}.`,
  ];
}

/** "+0.21 s" */
export const afterText = (from: string, to: string): string =>
  `+${preciseSpanText(Date.parse(to) - Date.parse(from))}`;
