import { ndcgAt, reciprocalRank } from "#lib/stats/ranked-list.ts";
import { type Metric, quality } from "./metric.ts";

/** Of models that return a list, best first. */
export const RANKING = [
  {
    id: "ndcg-10",
    title: "NDCG@10",
    noun: "NDCG@10",
    unit: null,
    better: "higher",
    kind: "mean",
    known: quality("ranking", (ranked, grades) => ndcgAt(10, ranked, grades)),
    task: "ranking",
    range: { min: 0, max: 1 },
    decimals: 4,
    later: true,
    suggested: { rollbackMargin: 0.01, advanceMargin: 0.02 },
  },
  {
    id: "mrr",
    title: "MRR",
    noun: "MRR",
    unit: null,
    better: "higher",
    kind: "mean",
    known: quality("ranking", reciprocalRank),
    task: "ranking",
    range: { min: 0, max: 1 },
    decimals: 4,
    later: true,
    suggested: { rollbackMargin: 0.01, advanceMargin: 0.02 },
  },
] as const satisfies readonly Metric[];
