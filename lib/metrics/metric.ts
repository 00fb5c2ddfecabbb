/** Which way a metric is better. */
export type Better = "higher" | "lower";

/** `share`: each row is a yes or a no, so its exact tests apply. The others are judged by their means. */
export const METRIC_KINDS = ["share", "mean", "quantile", "ratio", "count"] as const;

type Task = "binary" | "multi-class" | "regression" | "ranking" | "any";

/** What an answer says at once. */
export type AnswerFacts = { readonly latencyMs: number | null; readonly failed: boolean };

/** When a value exists, and how it is read from a row where this system reads it itself. */
type Known =
  /** Null: this answer has no value. */
  | { readonly when: "answer"; readonly value: (answer: AnswerFacts) => number | null }
  /** `score` is NaN where the answer's was unusable; the value is then NaN as well. */
  | { readonly when: "outcome"; readonly value: (score: number, label: 0 | 1) => number }
  | { readonly when: "source" }
  /** Measured offline alone: no rollout has evidence for it. */
  | { readonly when: "report" };

/** What the plan editor starts a guardrail from. */
type Suggested =
  | { readonly rollbackMargin: number; readonly advanceMargin: number }
  | { readonly limit: number; readonly windows: number };

/** Everything that is known of one metric. */
export type Metric = {
  readonly id: string;
  /** As a heading says it. */
  readonly title: string;
  /** As a sentence says it: "log-loss", "the error rate". */
  readonly noun: string;
  /** Null for a pure number. A share is kept between 0 and 1 and written in %. */
  readonly unit: string | null;
  readonly better: Better;
  readonly kind: (typeof METRIC_KINDS)[number];
  readonly known: Known;
  readonly task: Task;
  /** Digits after the point of the value as it is kept. */
  readonly decimals: number;
  readonly suggested?: Suggested;
};
