import type { Arm } from "#lib/exposure/bucketing.ts";
import { CATALOGUE, type CatalogueMetric } from "#lib/metrics/catalogue.ts";
import type { AnswerFacts } from "#lib/metrics/metric.ts";

/** One number measured for one arm at one moment; roll-ups are sums of these. */
export type Observation = {
  readonly exposureId: string;
  readonly cohortSeconds: number;
  readonly arm: Arm;
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
};

type Answered = Omit<Observation, "metric" | "value"> & AnswerFacts & { readonly score: number | null };

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
  { score, latencyMs: _, failed, ...of }: Omit<Answered, "first">,
  label: 0 | 1,
): Observation[] {
  if (failed) return [];
  const usable = score !== null && score >= 0 && score <= 1 ? score : Number.NaN;
  return CATALOGUE.flatMap(({ id, known }) =>
    known.when === "outcome" ? [{ ...of, first: false, metric: id, value: known.value(usable, label) }] : [],
  );
}
