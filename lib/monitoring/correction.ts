import type { OutcomeBatch } from "./batch.ts";
import { type Labelled, type Observation, qualityObservations } from "./observation.ts";

export type Label = 0 | 1;
export type SentOutcome = OutcomeBatch["outcomes"][number];

/** The outcome that counts for a prediction, and how often it was corrected before. */
export type NewestOutcome = { readonly label: Label; readonly revision: number };

/** A row to be stored: the first outcome of its prediction, or a correction of the one before. */
export type RevisedOutcome = SentOutcome & { readonly revision: number };

export const isCorrection = ({ revision }: { readonly revision: number }): boolean => revision > 0;

/** What outcomes do to those known, in the order in which they were sent: another label than the newest corrects it. */
export function settleOutcomes(
  sent: readonly SentOutcome[],
  known: ReadonlyMap<string, NewestOutcome>,
): { stored: RevisedOutcome[]; repeated: string[] } {
  const newest = new Map(known);
  const stored: RevisedOutcome[] = [];
  const repeated: string[] = [];
  for (const outcome of sent) {
    const { predictionId, label } = outcome;
    const before = newest.get(predictionId);
    if (before?.label === label) {
      repeated.push(predictionId);
      continue;
    }
    const revision = before === undefined ? 0 : before.revision + 1;
    newest.set(predictionId, { label, revision });
    stored.push({ ...outcome, revision });
  }
  return { stored, repeated };
}

/** What a corrected outcome changes in the sums: the old values out, the new ones in. */
export function revisedObservations(answered: Labelled, was: Label, now: Label): Observation[] {
  if (was === now) return [];
  return [
    ...qualityObservations(answered, was).map((observation) => ({ ...observation, weight: -1 as const })),
    ...qualityObservations(answered, now),
  ];
}
