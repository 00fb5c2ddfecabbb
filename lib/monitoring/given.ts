import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import type { Answers, Judged, Task } from "#lib/metrics/task.ts";

/** The largest number a row may hold: the square of a squared error stays far from the largest there is. */
export const VALUE_MAX = 1e12;

export type Numbers = Readonly<Record<string, number | null>>;

/** What an answer holds beside a score, as it is stored. What is not a finite number is null. */
export type Given = {
  readonly scores?: Numbers | null;
  readonly value?: number | null;
  readonly quantiles?: Numbers;
  readonly ranking?: readonly string[] | null;
  /** By metric that the plan of its exposure declares. */
  readonly measures?: Numbers;
};

/** What an outcome says beside a binary label, as it is stored. */
export type Told = {
  readonly label?: string;
  readonly value?: number;
  readonly relevance?: Readonly<Record<string, number>>;
  readonly measures?: Numbers;
};

/** An answer as it is stored. */
export type Answer = { readonly score: number | null; readonly given: Given | null };

/** What turned out to be true, as it is stored. */
export type Truth = { readonly label: 0 | 1 | null; readonly told: Told | null };

/** Whether two outcomes say the same. */
export const isSameTruth = (a: Truth, b: Truth): boolean =>
  a.label === b.label && (a.told === b.told || canonicalJson(a.told) === canonicalJson(b.told));

/** The task that an answer is of. */
function answerTask(given: Given | null): Task {
  if (given?.scores !== undefined) return "multi-class";
  if (given?.value !== undefined) return "regression";
  return given?.ranking === undefined ? "binary" : "ranking";
}

/** The task that a truth is of; null where it measures something and says nothing of quality. */
function truthTask({ label, told }: Truth): Task | null {
  if (label !== null) return "binary";
  if (told?.label !== undefined) return "multi-class";
  if (told?.value !== undefined) return "regression";
  return told?.relevance === undefined ? null : "ranking";
}

/** An answer with its truth, where they fit, and the tasks whose metrics it counts in. */
export type Fitted = { readonly tasks: readonly Task[]; readonly judged: Judged };

/**
 * Where the truth is of another task than the answer, it counts in the metrics of both, as not a number; so it does in those of
 * the task that the model was asked for, where that is another.
 */
export function fitted(answer: Answer, truth: Truth, asked: Task | null): Fitted {
  const [given, told] = [answerTask(answer.given), truthTask(truth)];
  if (told === null) return { tasks: [], judged: NOTHING };
  const judged = given === told ? PAIRS[given](answer, truth) : NOTHING;
  if (given === told && (asked ?? given) === given) return { tasks: ALONE[given], judged };
  return { tasks: [...new Set([given, told, asked ?? given])], judged };
}

const NOTHING: Judged = {};
const ALONE: Readonly<Record<Task, readonly Task[]>> = {
  binary: ["binary"],
  "multi-class": ["multi-class"],
  regression: ["regression"],
  ranking: ["ranking"],
};

/** The pair of a task whose answer is usable. */
const PAIRS: Readonly<Record<Task, (answer: Answer, truth: Truth) => Judged>> = {
  binary: ({ score }, { label }) => (isShare(score) && label !== null ? { binary: [score, label] } : {}),
  "multi-class": ({ given }, { told }) => {
    const scores = usableScores(given?.scores);
    return scores && told?.label !== undefined ? { "multi-class": [scores, told.label] } : {};
  },
  regression: ({ given }, { told }) => {
    const forecast = usableForecast(given);
    return forecast && told?.value !== undefined ? { regression: [forecast, told.value] } : {};
  },
  ranking: ({ given }, { told }) => {
    const ranked = given?.ranking;
    return isOrder(ranked) && told?.relevance ? { ranking: [ranked, told.relevance] } : {};
  },
};

/** Whether an answer holds what its task asks for. */
export const isUsable = ({ score, given }: Answer): boolean => USABLE[answerTask(given)]({ score, given });

const USABLE: Readonly<Record<Task, (answer: Answer) => boolean>> = {
  binary: ({ score }) => score !== null && Number.isFinite(score),
  "multi-class": ({ given }) => usableScores(given?.scores) !== null,
  regression: ({ given }) => usableForecast(given) !== null,
  ranking: ({ given }) => isOrder(given?.ranking),
};

const isShare = (score: number | null): score is number => score !== null && score >= 0 && score <= 1;

/** How far scores may sum beyond 1: what rounding to two digits does to ten classes. They are then divided by their sum. */
const SUM_MAX = 1.05;

/** Whether it is a list that has each id once. */
const isOrder = (ranked: readonly string[] | null | undefined): ranked is readonly string[] =>
  Array.isArray(ranked) && new Set(ranked).size === ranked.length;

function usableScores(scores: Numbers | null | undefined): Answers["multi-class"] | null {
  const usable: Record<string, number> = {};
  let sum = 0;
  for (const [name, score] of Object.entries(scores ?? {})) {
    if (!isShare(score)) return null;
    usable[name] = score;
    sum += score;
  }
  return sum > 0 && sum <= SUM_MAX ? usable : null;
}

function usableForecast(given: Given | null): Answers["regression"] | null {
  const value = held(given?.value);
  if (Number.isNaN(value)) return null;
  const quantiles = Object.entries(given?.quantiles ?? {}).map(
    ([level, each]) => [level, held(each)] as const,
  );
  return { value, quantiles: Object.fromEntries(quantiles) };
}

/** A number that no sum overflows with, else NaN. */
const held = (value: number | null | undefined): number =>
  typeof value === "number" && Math.abs(value) <= VALUE_MAX ? value : Number.NaN;
