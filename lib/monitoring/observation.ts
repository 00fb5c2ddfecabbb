import type { Arm } from "#lib/exposure/bucketing.ts";
import { CATALOGUE } from "#lib/metrics/catalogue.ts";
import type { AnswerFacts } from "#lib/metrics/metric.ts";
import { type Answer, fitted, type Truth } from "./given.ts";
import { inRange, measuresOf, type Yardstick } from "./yardstick.ts";

/** In place of an arm: the difference between both, where they answered the same request in shadow. */
export const PAIR = "pair";

/** One number measured for one arm at one moment; roll-ups are sums of these. */
export type Observation = {
  readonly exposureId: string;
  readonly cohortSeconds: number;
  readonly arm: Arm | typeof PAIR;
  /** Its id. */
  readonly metric: string;
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
  /** Of these, the dimensions by which the plan judges the metric. */
  readonly judgedBy?: readonly string[];
  /** -1 takes out a value that was counted before; 1 where it is left out. */
  readonly weight?: 1 | -1;
};

type Answered = Omit<Observation, "arm" | "metric" | "value" | "weight"> &
  AnswerFacts &
  Pick<Answer, "given"> & { readonly arm: Arm };
/** An answer whose outcome is known; whoever it was given to was counted when it came. */
export type Labelled = Omit<Answered, "first"> & Answer;

const OF_ANSWERS = CATALOGUE.flatMap(({ id, known }) => (known.when === "answer" ? [{ id, known }] : []));
const BY_TASK = Map.groupBy(
  CATALOGUE.flatMap(({ id, known }) =>
    known.when === "outcome" && known.of !== "measure" ? [{ id, known }] : [],
  ),
  ({ known }) => known.of,
);

/** What an answer shows at once: every metric of the catalogue that is known with it, and what it measures itself. */
export function answerObservations(of: Answered, yardstick: Yardstick): Observation[] {
  const { latencyMs, failed, given } = of;
  const found: Observation[] = [];
  for (const { id, known } of OF_ANSWERS) {
    const value = known.value({ latencyMs, failed });
    if (value !== null) found.push(observed(of, id, value, yardstick));
  }
  for (const { metric, value } of given?.measures ? measuresOf(given.measures, "answer", yardstick) : [])
    found.push(observed(of, metric, value, yardstick));
  return found;
}

/** Written out, because a batch makes thousands. */
function observed(of: Answered, metric: string, value: number, { slicedBy }: Yardstick): Observation {
  const { exposureId, cohortSeconds, arm, at, receivedAt, group, first, slices } = of;
  const made = { exposureId, cohortSeconds, arm, metric, at, receivedAt, value, group, first, slices };
  const judgedBy = slicedBy.size === 0 ? undefined : slicedBy.get(metric);
  return judgedBy ? { ...made, judgedBy } : made;
}

/** Nothing where the plan judges the metric by no slices, as most do. */
const judgedIn =
  ({ slicedBy }: Yardstick) =>
  (metric: string): Pick<Observation, "judgedBy"> => {
    const judgedBy = slicedBy.size === 0 ? undefined : slicedBy.get(metric);
    return judgedBy ? { judgedBy } : {};
  };

/**
 * What the outcome says about an answer, as the exposure's plan counts it. A failed answer says nothing about quality; an answer
 * that is unusable, or whose truth is of another task, counts as not finite.
 */
export function qualityObservations(
  { latencyMs: _, failed, ...row }: Labelled,
  truth: Truth,
  yardstick: Yardstick,
): Observation[] {
  if (failed) return [];
  const { score, given, ...of } = row;
  const judgedBy = judgedIn(yardstick);
  const { tasks, judged } = fitted({ score, given }, truth, yardstick.task);
  const rated = tasks.flatMap((task) =>
    BY_TASK.get(task)!.flatMap(({ id, known }) => {
      const value = known.value(judged);
      // One that the plan declares under the same id is what comes as a measure.
      return value === null || yardstick.declared.has(id)
        ? []
        : [{ ...of, ...judgedBy(id), first: false, metric: id, value: inRange(yardstick, id, value) }];
    }),
  );
  const measures = truth.told?.measures && measuresOf(truth.told.measures, "outcome", yardstick);
  return measures
    ? [
        ...rated,
        ...measures.map((measure) => ({ ...of, ...judgedBy(measure.metric), first: false, ...measure })),
      ]
    : rated;
}
