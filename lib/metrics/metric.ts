import type { Range } from "#lib/stats/bounded-mean.ts";
import type { Answers, Judged, Task, Truths } from "./task.ts";

/** Which direction of a metric is better. */
export type Better = "higher" | "lower";

/**
 * `share`: each row is 0 or 1, so exact tests apply. A quantile of the catalogue is judged from a histogram. The others are
 * judged by their means.
 */
export const METRIC_KINDS = ["share", "mean", "quantile", "ratio", "count"] as const;

/** What an answer reports immediately. */
export type AnswerFacts = { readonly latencyMs: number | null; readonly failed: boolean };

/** When a value exists, and how this system reads it from a row, if it does. */
type Known =
  /** Null: this answer has no value. */
  | { readonly when: "answer"; readonly value: (answer: AnswerFacts) => number | null }
  | Quality
  /** Sent with the outcome, as a measure that a plan declares. */
  | { readonly when: "outcome"; readonly of: "measure" }
  | { readonly when: "source" }
  /** Measured offline only: a rollout has no evidence for it. */
  | { readonly when: "report" };

/** Known with the outcome. The value is NaN where the answer is unusable or the truth does not fit it. */
type Quality = {
  readonly when: "outcome";
  readonly of: Task;
  readonly value: (judged: Judged) => number | null;
};

/** A value of an answer and its truth. Null: this answer has no value. */
export const quality = <T extends Task>(
  of: T,
  value: (answer: Answers[T], truth: Truths[T]) => number | null,
): Quality & { readonly of: T } => ({
  when: "outcome",
  of,
  value: (judged) => {
    const pair: Judged[T] = judged[of];
    return pair === undefined ? Number.NaN : value(pair[0], pair[1]);
  },
});

/** The plan editor's initial values for a guardrail. */
type Suggested =
  | {
      readonly rollbackMargin: number;
      readonly advanceMargin: number;
      /** They are per cent of the baseline's value. */
      readonly relative?: true;
    }
  | { readonly limit: number; readonly windows: number };

/** The metric whose rows a metric is measured by: another's for a quantile, else its own. */
export const rowsOf = ({ id, quantile }: Pick<Metric, "id" | "quantile">): string => quantile?.of ?? id;

/** The definition of one metric. */
export type Metric = {
  readonly id: string;
  /** In a heading. */
  readonly title: string;
  /** In a sentence: "log-loss", "the error rate". */
  readonly noun: string;
  /** Null for a pure number. A share is stored between 0 and 1 and written in %. */
  readonly unit: string | null;
  readonly better: Better;
  readonly kind: (typeof METRIC_KINDS)[number];
  readonly known: Known;
  readonly task: Task | "any";
  /** Decimal places of the stored value. */
  readonly decimals: number;
  readonly suggested?: Suggested;
  /** The share `p` of another metric's values that lie at or below it; judged from their histogram. */
  readonly quantile?: { readonly of: string; readonly p: number };
  /** The least and the greatest value there can be, where both are known. A share's are 0 and 1. */
  readonly range?: Range;
  /** Added after plans could declare metrics: a plan signed before may have one of its own under this id. */
  readonly later?: true;
  /** A worsening that usually counts as none, where a report alone measures the metric. */
  readonly tolerated?: number;
};
