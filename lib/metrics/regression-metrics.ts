import { overshoot, pinballLoss, undershoot } from "#lib/stats/forecast-error.ts";
import { type Metric, quality } from "./metric.ts";
import type { Answers } from "./task.ts";

type ErrorOf = (forecast: Answers["regression"], truth: number) => number | null;

/** A mean error. It has the scale of what is forecast, so no margin is usual. */
const error = <const Id extends string>(id: Id, title: string, value: ErrorOf) =>
  ({
    id,
    title,
    noun: `the ${title.toLowerCase()}`,
    unit: null,
    better: "lower",
    kind: "mean",
    known: quality("regression", value),
    task: "regression",
    decimals: 4,
    later: true,
  }) as const;

/** A forecast without this quantile has no value. */
const pinball = <const Percent extends 10 | 50 | 90>(percent: Percent) =>
  error(`pinball-p${percent}`, `Pinball loss p${percent}`, ({ quantiles }, truth) => {
    const level = String(percent / 100);
    return Object.hasOwn(quantiles, level) ? pinballLoss(percent / 100, quantiles[level]!, truth) : null;
  });

/** Measured offline only. */
const reported = <const Id extends string>(id: Id, title: string, noun: string) =>
  ({
    id,
    title,
    noun,
    unit: null,
    better: "lower",
    kind: "ratio",
    known: { when: "report" },
    task: "regression",
    decimals: 4,
    later: true,
  }) as const;

/**
 * Of models that forecast a number. Their errors have no range of their own, so a guardrail that compares them declares one. A
 * root of a mean is no mean, so the mean squared error is judged in place of RMSE; nor is the size of the mean error, so a
 * bias is judged by its two sides.
 */
export const REGRESSION = [
  error("mae", "Mean absolute error", ({ value }, truth) => Math.abs(value - truth)),
  error("mse", "Mean squared error", ({ value }, truth) => (value - truth) ** 2),
  error("over-forecast", "Over-forecast", ({ value }, truth) => overshoot(value, truth)),
  error("under-forecast", "Under-forecast", ({ value }, truth) => undershoot(value, truth)),
  pinball(10),
  pinball(50),
  pinball(90),
  reported("rmse", "RMSE", "RMSE"),
  reported("absolute-bias", "Absolute bias", "the absolute bias"),
] as const satisfies readonly Metric[];
