import type { Arm } from "#lib/exposure/bucketing.ts";

/** One number measured for one arm at one moment; the stuff roll-ups are summed from. */
export type Observation = {
  readonly exposureId: string;
  readonly cohortSeconds: number;
  readonly arm: Arm;
  readonly metric: "log-loss" | "brier" | "accuracy" | "error-rate" | "latency-ms";
  readonly at: Date;
  /** Not finite where the measurement was: it is counted, never dropped. */
  readonly value: number;
  readonly slices: Readonly<Record<string, string>>;
};

type Answered = Pick<Observation, "exposureId" | "cohortSeconds" | "arm" | "at" | "slices"> & {
  readonly score: number | null;
  readonly latencyMs: number | null;
  readonly failed: boolean;
};

/** What an answer says at once: did it fail, how long did it take. */
export function answerObservations({ score: _, latencyMs, failed, ...of }: Answered): Observation[] {
  const error: Observation = { ...of, metric: "error-rate", value: failed ? 1 : 0 };
  return latencyMs === null ? [error] : [error, { ...of, metric: "latency-ms", value: latencyMs }];
}

/** Scores are kept this far from 0 and 1, so that one confident mistake does not weigh infinitely. */
const SCORE_FLOOR = 1e-15;

/**
 * What the outcome says about an answer: log-loss −ln p(label), Brier (p−label)², accuracy at one half. A failed
 * answer had no score and says nothing of quality; a score that is no number counts as not finite.
 */
export function qualityObservations(
  { score, latencyMs: _, failed, ...of }: Answered,
  label: 0 | 1,
): Observation[] {
  if (failed) return [];
  const usable = score !== null && score >= 0 && score <= 1 ? score : Number.NaN;
  const likelihood = label === 1 ? usable : 1 - usable;
  return [
    { ...of, metric: "log-loss", value: -Math.log(Math.min(1, Math.max(SCORE_FLOOR, likelihood))) },
    { ...of, metric: "brier", value: (usable - label) ** 2 },
    {
      ...of,
      metric: "accuracy",
      value: Number.isNaN(usable) ? Number.NaN : usable >= 0.5 === (label === 1) ? 1 : 0,
    },
  ];
}
