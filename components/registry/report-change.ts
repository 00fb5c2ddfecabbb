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

/** A report's difference as a change, against the margins of the plan where there is one. */
export function reportChange(delta: MetricDelta, margins: Margins = usualMargins(delta.metric)): Change {
  return changeOf(metricOfReport(delta), gainOf({ better: betterOf(delta) }, delta), margins);
}
