import { rowsText } from "#components/metrics/metric-words.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { Said } from "#components/ui/said.tsx";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { ListedRollout } from "#lib/rollouts/views/rollout-list.ts";
import { armNames } from "../arm-names.ts";
import { type Standing, standingOf } from "./standing.ts";

/** What happens next to a live rollout, and when. */
export type NextStep = { readonly step: string; readonly when: Said };

export const nextStep = (row: ListedRollout): NextStep => STEPS[standingOf(row)](row);

const STEPS: Readonly<Record<Standing, (row: ListedRollout) => NextStep>> = {
  "rolling-back": (row) => ({ step: `${armNames(row).baseline} takes over`, when: ["within seconds"] }),
  failing: ({ decides }) => ({
    step: decides?.guardrail.onFail === "halt" ? "Halts" : "Rolls back",
    when: ["at the next check"],
  }),
  halted: () => ({ step: "Decide", when: ["resume it or roll it back"] }),
  paused: () => ({ step: "Decide", when: ["resume it or roll it back"] }),
  holding: (row) => ({ step: missingText(row), when: untilDeadline(row) }),
  silent: (row) => ({
    step: `${row.decides?.guardrail.title ?? "A source"} must report`,
    when: untilDeadline(row),
  }),
  healthy: (row) => ({ step: advanceText(row), when: whenReady(row) }),
  shadow: (row) => ({ step: advanceText(row), when: whenReady(row) }),
  watching: (row) => ({ step: "Completes", when: whenReady(row) }),
};

const advanceText = ({ stages, stageIndex }: ListedRollout): string =>
  `Advances to ${stages[stageIndex + 1]?.name ?? "the next stage"}`;

const whenReady = ({ readyAt, stageShare }: ListedRollout): Said =>
  stageShare >= 1 ? ["at the next check"] : [{ at: readyAt, as: "minute" }];

const untilDeadline = ({ deadlineAt, onDeadline }: ListedRollout): Said => [
  onDeadline === "halt" ? "halts " : "rolls back ",
  { at: deadlineAt, as: "minute" },
];

/** "410 more outcomes", or what else the guardrail lacks. */
function missingText({ decides }: ListedRollout): string {
  if (decides === null) return "More evidence";
  const { guardrail, metrics, verdict } = decides;
  const metric = metricOfGuardrail({ metrics }, guardrail);
  const needed = verdict.samplesNeeded ?? verdict.labelsNeeded;
  if (needed === undefined) return verdict.receiptsNeeded ? "More valid receipts" : "More evidence";
  return `${formatNumber(needed)} more ${metric ? rowsText(metric) : "rows"}`;
}
