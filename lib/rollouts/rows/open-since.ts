import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { OpenSince } from "./kept-sums.ts";
import { readsOf } from "./plan-reads.ts";
import type { EvidenceSource } from "./rollup-sums.ts";
import { waitedUntil } from "./shared-counts.ts";

/**
 * Which buckets of a stage must be told apart from now on: those that are read one by one, and those that do not count yet or
 * are among the newest. All others are one sum for ever after.
 */
export function openSinceOf(plan: Plan, source: EvidenceSource, asOf: Date): OpenSince {
  const { windows, blocks } = readsOf(plan);
  const byBucket = new Set([...windows, ...blocks]);
  const quality = new Set(source.quality);
  const newestMs = source.newestSince.getTime();
  const waitedMs = (waitedUntil(plan, asOf)?.getTime() ?? Number.POSITIVE_INFINITY) - 1;
  return (metric, clock) => {
    if (clock === "sender") return waitedMs;
    if (byBucket.has(metric)) return Number.NEGATIVE_INFINITY;
    if (metric === COUNTS_ANSWERS) return Math.min(newestMs, waitedMs);
    return quality.has(metric) ? newestMs : Number.POSITIVE_INFINITY;
  };
}
