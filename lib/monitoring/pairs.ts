import { type Observation, PAIR } from "./observation.ts";

/**
 * What two answers to the same request say of the difference between their versions: candidate minus baseline, in each metric
 * that both have. A pair is as old as the later of its answers.
 */
export function pairedObservations(
  baseline: readonly Observation[],
  candidate: readonly Observation[],
  weight: 1 | -1 = 1,
): Observation[] {
  return baseline.flatMap((one) => {
    const other = candidate.find(({ metric }) => metric === one.metric);
    if (other === undefined) return [];
    const later = other.receivedAt > one.receivedAt ? other : one;
    const { judgedBy: _, ...of } = later;
    return [{ ...of, arm: PAIR, value: other.value - one.value, slices: {}, weight }];
  });
}
