/** What a model is asked for. */
export const TASKS = ["binary", "multi-class", "regression", "ranking"] as const;
export type Task = (typeof TASKS)[number];

/** A usable answer of each task. */
export type Answers = {
  /** The probability of 1. */
  readonly binary: number;
  /** The probability of each class; a class that is left out has none. */
  readonly "multi-class": Readonly<Record<string, number>>;
  readonly regression: {
    readonly value: number;
    /** By level: "0.9" is the value that 90 % are expected to stay below. */
    readonly quantiles: Readonly<Record<string, number>>;
  };
  /** The ids returned, best first. */
  readonly ranking: readonly string[];
};

/** What turned out to be true, for each task. */
export type Truths = {
  readonly binary: 0 | 1;
  /** The class. */
  readonly "multi-class": string;
  readonly regression: number;
  /** The judged grade of each id; 0 for one that is not relevant, and for one that is left out. */
  readonly ranking: Readonly<Record<string, number>>;
};

/** A usable answer with a truth that fits it, under its task; empty where there is none. */
export type Judged = { readonly [T in Task]?: readonly [Answers[T], Truths[T]] };
