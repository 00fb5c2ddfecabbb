import { type Change, changeOf, type Margins } from "#components/metrics/change.ts";
import { betterOf, metricOfReport, toleratedOf } from "#lib/metrics/catalogue.ts";
import { gainOf } from "#lib/metrics/change.ts";
import type { MetricDelta } from "#lib/registry/evaluation.ts";

/** The margin of a metric that no plan watches: what usually counts as no worse. */
export const usualMargins = (metric: string): Margins => ({
  fails: toleratedOf(metric),
  passes: null,
  usual: true,
});

/** A report's difference; of a slice among others, with what is proven where all of them share the error. */
export type Delta = MetricDelta & { readonly proven?: "better" | "worse" | null };

/** It as a change, against the margins of the plan where there is one. */
export function reportChange(delta: Delta, margins: Margins = usualMargins(delta.metric)): Change {
  const change = changeOf(metricOfReport(delta), gainOf({ better: betterOf(delta) }, delta), margins);
  const alone = delta.proven === undefined || delta.proven === change.state ? undefined : ALONE[change.state];
  return alone ? { ...change, state: "undecided", look: { word: alone, tone: "hold" } } : change;
}

/** Of many slices some look so by chance. */
const ALONE: Partial<Record<Change["state"], string>> = {
  better: "Better by itself, not among all slices",
  worse: "Worse by itself, not among all slices",
};
