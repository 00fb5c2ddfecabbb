import { classLogLoss, isInTop } from "#lib/stats/multi-class.ts";
import { type Metric, quality } from "./metric.ts";
import { SCORE_FLOOR } from "./score-floor.ts";

/** How often what became true is among the `k` most probable classes. */
const accuracy = <const Id extends string>(id: Id, title: string, k: number) =>
  ({
    id,
    title,
    noun: title.charAt(0).toLowerCase() + title.slice(1),
    unit: "%",
    better: "higher",
    kind: "share",
    known: quality("multi-class", (scores, truth) => (isInTop(k, scores, truth) ? 1 : 0)),
    task: "multi-class",
    decimals: 4,
    later: true,
    suggested: { rollbackMargin: 0.01, advanceMargin: 0.02 },
  }) as const;

/** Of models that choose one of several classes. */
export const MULTI_CLASS = [
  {
    id: "multi-class-log-loss",
    title: "Multi-class log-loss",
    noun: "multi-class log-loss",
    unit: null,
    better: "lower",
    kind: "mean",
    known: quality("multi-class", (scores, truth) => classLogLoss(scores, truth, SCORE_FLOOR)),
    task: "multi-class",
    range: { min: 0, max: -Math.log(SCORE_FLOOR) },
    decimals: 4,
    later: true,
    suggested: { rollbackMargin: 0.02, advanceMargin: 0.04 },
  },
  accuracy("multi-class-accuracy", "Multi-class accuracy", 1),
  accuracy("top-3-accuracy", "Top-3 accuracy", 3),
  {
    id: "macro-f1",
    title: "Macro F1",
    noun: "macro F1",
    unit: null,
    better: "higher",
    kind: "ratio",
    known: { when: "report" },
    task: "multi-class",
    decimals: 4,
    later: true,
    tolerated: 0.01,
  },
] as const satisfies readonly Metric[];
