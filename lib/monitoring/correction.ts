import type { OutcomeBatch } from "./batch.ts";
import { isSameTruth, type Truth } from "./given.ts";
import { type Labelled, type Observation, qualityObservations } from "./observation.ts";
import { truthIn } from "./row-fields.ts";
import type { Yardstick } from "./yardstick.ts";

export type SentOutcome = OutcomeBatch["outcomes"][number];

/** The outcome that counts for a prediction, and how often it was corrected before. */
export type NewestOutcome = Truth & { readonly revision: number };

/** A row to be stored: the first outcome of its prediction, or a correction of the one before. */
export type RevisedOutcome = NewestOutcome & Pick<SentOutcome, "predictionId" | "at">;

export const isCorrection = ({ revision }: { readonly revision: number }): boolean => revision > 0;

/** What outcomes do to those known, in the order in which they were sent: what says something else than the newest corrects it. */
export function settleOutcomes(
  sent: readonly SentOutcome[],
  known: ReadonlyMap<string, NewestOutcome>,
): { stored: RevisedOutcome[]; repeated: string[] } {
  const newest = new Map(known);
  const stored: RevisedOutcome[] = [];
  const repeated: string[] = [];
  for (const outcome of sent) {
    const { predictionId, at } = outcome;
    const truth = truthIn(outcome);
    const before = newest.get(predictionId);
    if (before && isSameTruth(before, truth)) {
      repeated.push(predictionId);
      continue;
    }
    const revision = before === undefined ? 0 : before.revision + 1;
    newest.set(predictionId, { ...truth, revision });
    stored.push({ predictionId, at, ...truth, revision });
  }
  return { stored, repeated };
}

/** What a corrected outcome changes in the sums: the old values out, the new ones in. */
export function revisedObservations(
  answered: Labelled,
  was: Truth,
  now: Truth,
  yardstick: Yardstick,
): Observation[] {
  if (isSameTruth(was, now)) return [];
  return [
    ...qualityObservations(answered, was, yardstick).map((observation) => ({
      ...observation,
      weight: -1 as const,
    })),
    ...qualityObservations(answered, now, yardstick),
  ];
}
