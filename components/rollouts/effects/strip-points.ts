import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import type { StripPoint } from "./arm-strip.tsx";

/** A gap of more than one and a half steps is a gap. */
const STEPS_MAX = 1.5;

/** Both arms of a metric, step by step. */
export function stripPoints({ series }: Pick<RolloutPageView, "series">, metric: string): StripPoint[] {
  const found = series.find((one) => one.metric === metric);
  if (!found) return [];
  const allowedMs = found.bucketSeconds * 1000 * STEPS_MAX;
  return found.points.map(({ at, baseline, candidate }, index) => {
    const atMs = Date.parse(at);
    const before = found.points[index - 1];
    return {
      atMs,
      baseline,
      candidate,
      afterGap: before !== undefined && atMs - Date.parse(before.at) > allowedMs,
    };
  });
}
