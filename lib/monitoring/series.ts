import type { Observation } from "./observation.ts";

/** What one arm of an exposure reported of one metric; at least one observation. */
export type Series = readonly [Observation, ...Observation[]];

type Arms = Map<string, [Observation, ...Observation[]]>;

/**
 * Observations by exposure, metric and arm, in their order. By three look-ups in place of one under a key made of all
 * three: a batch has thousands of observations, and to make and hash their keys costs more than to sum them.
 */
export function seriesOf(observations: readonly Observation[]): Series[] {
  const exposures = new Map<string, Map<string, Arms>>();
  for (const observation of observations) {
    const { exposureId, metric, arm } = observation;
    const arms = inner(inner(exposures, exposureId), metric);
    const series = arms.get(arm);
    if (series) series.push(observation);
    else arms.set(arm, [observation]);
  }
  return [...exposures.values()]
    .flatMap((metrics) => [...metrics.values()])
    .flatMap((arms) => [...arms.values()]);
}

/** The map under a key, made where there is none. */
function inner<K, V>(outer: Map<string, Map<K, V>>, key: string): Map<K, V> {
  const there = outer.get(key) ?? new Map<K, V>();
  outer.set(key, there);
  return there;
}
