import { type Change, changeLook, changeOf, type Margins } from "#components/metrics/change.ts";
import type { StateLook } from "#components/ui/state-pill.tsx";
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
  return delta.proven === null ? amongAll(change) : change;
}

/** Of many slices some look better or worse by chance. What looks better is at least within a margin. */
function amongAll(change: Change): Change {
  const { state, margins } = change;
  if (state === "worse") return { ...change, state: "undecided", look: ALONE };
  if (state !== "better") return change;
  const known = margins.passes === null && margins.fails === null ? "undecided" : "within";
  return { ...change, state: known, look: changeLook(known, margins) };
}

const ALONE: StateLook = { word: "Worse by itself, not among all slices", tone: "hold" };
