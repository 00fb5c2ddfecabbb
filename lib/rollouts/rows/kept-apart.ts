import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import type { RollupClock } from "#lib/monitoring/rollup.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { KeptApart } from "./kept-sums.ts";
import { readsOf } from "./plan-reads.ts";
import type { EvidenceSource } from "./rollup-sums.ts";
import { waitedUntil } from "./shared-counts.ts";

/**
 * Which buckets of a stage are kept apart from now on: those that are read one by one, and, as open, those that do not count
 * yet or are among the newest. All others are one sum for ever after.
 */
export function keptApartOf(plan: Plan, source: EvidenceSource, asOf: Date): KeptApart {
  const { windows, blocks } = readsOf(plan);
  const oneByOne = new Set([...windows, ...blocks]);
  const quality = new Set(source.quality);
  const newestMs = source.newestSince.getTime();
  const waitedMs = (waitedUntil(plan, asOf)?.getTime() ?? Number.POSITIVE_INFINITY) - 1;
  const openSince = (metric: string, clock: RollupClock): number => {
    if (clock === "sender") return waitedMs;
    if (metric === COUNTS_ANSWERS) return Math.min(newestMs, waitedMs);
    return quality.has(metric) ? newestMs : Number.POSITIVE_INFINITY;
  };
  return { openSince, isReadOneByOne: (metric, clock) => clock === "receipt" && oneByOne.has(metric) };
}
