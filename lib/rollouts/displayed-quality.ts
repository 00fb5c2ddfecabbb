import type { Scored } from "#lib/stats/classification.ts";
import { confusionOf, f1Of, precisionOf, recallOf } from "#lib/stats/confusion.ts";
import type { Interval, Measured } from "#lib/stats/measured.ts";
import { aucOf } from "#lib/stats/ranking.ts";
import type { DisplayedArm } from "./views/displayed-quality.ts";

/** From this score on an answer predicts the event, as it does for accuracy. */
export const THRESHOLD = 0.5;

/**
 * Ratios of classes and the area under a curve, each with its 95 % interval at this one look. No always-valid test of them is
 * sound, so nothing is decided by them.
 */
export function displayedArm(rows: Scored): DisplayedArm {
  const confusion = confusionOf(rows, THRESHOLD);
  const auc = aucOf(rows);
  return {
    n: rows.labels.length,
    precision: shown(precisionOf(confusion)),
    recall: shown(recallOf(confusion)),
    f1: shown(f1Of(confusion)),
    auc: auc.status === "ok" ? shown({ ...auc, value: auc.auc }) : null,
  };
}

/** Null where the rows have no such class. */
function shown(
  found: Measured<Interval & { readonly n: number; readonly value: number }>,
): DisplayedArm["f1"] {
  if (found.status !== "ok") return null;
  const { n, value, lower, upper } = found;
  return { n, value, lower, upper };
}
