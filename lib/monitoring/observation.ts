import type { Arm } from "#lib/exposure/bucketing.ts";
import { CATALOGUE, type CatalogueMetric } from "#lib/metrics/catalogue.ts";
import type { AnswerFacts } from "#lib/metrics/metric.ts";

/** In place of an arm: the difference between both, where they answered the same request in shadow. */
export const PAIR = "pair";

/** One number measured for one arm at one moment; roll-ups are sums of these. */
export type Observation = {
  readonly exposureId: string;
  readonly cohortSeconds: number;
  readonly arm: Arm | typeof PAIR;
  readonly metric: CatalogueMetric;
  /** By the sender's clock. */
  readonly at: Date;
  /** When the answer arrived, by the database's clock. */
  readonly receivedAt: Date;
  /** Not finite where the measurement was not: counted, never dropped. */
  readonly value: number;
  /** The group of its subject; null where the sender named none. */
  readonly group: number | null;
  /** Whether the answer is the first of whoever was assigned; a row without a subject is one of its own. */
  readonly first: boolean;
  readonly slices: Readonly<Record<string, string>>;
  /** -1 takes out a value that was counted before; 1 where it is left out. */
  readonly weight?: 1 | -1;
};

type Answered = Omit<Observation, "arm" | "metric" | "value" | "weight"> &
  AnswerFacts & { readonly arm: Arm; readonly score: number | null };
/** An answer whose outcome is known; whoever it was given to was counted when it came. */
export type Labelled = Omit<Answered, "first">;

/** What an answer shows at once: every metric of the catalogue that is known with the answer. */
export function answerObservations({ score: _, latencyMs, failed, ...of }: Answered): Observation[] {
  return CATALOGUE.flatMap(({ id, known }) => {
    const value = known.when === "answer" ? known.value({ latencyMs, failed }) : null;
    return value === null ? [] : [{ ...of, metric: id, value }];
  });
}

/**
 * What the outcome says about an answer. A failed answer has no score and says nothing about quality; a score that is
 * not a probability counts as not finite.
 */
export function qualityObservations(
  { score, latencyMs: _, failed, ...of }: Labelled,
  label: 0 | 1,
): Observation[] {
  if (failed) return [];
  const usable = score !== null && score >= 0 && score <= 1 ? score : Number.NaN;
  return CATALOGUE.flatMap(({ id, known }) =>
    known.when === "outcome" ? [{ ...of, first: false, metric: id, value: known.value(usable, label) }] : [],
  );
}
