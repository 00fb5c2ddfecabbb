import { durationText } from "#components/releases/duration-text.ts";
import type { StageBand, StageView } from "#components/rollouts/rollout-view.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { Stage } from "#lib/releases/plan.ts";
import type { RolloutView } from "#lib/rollouts/rows/rollout-view.ts";

type Step = RolloutView["steps"][number];

/** The plan's stages with what became of each. */
export function stageViews(view: RolloutView): StageView[] {
  return view.plan.stages.map((stage, index) => {
    const step = view.steps.findLast(({ stageIndex }) => stageIndex === index);
    const { id, name, trafficPercent } = stage;
    return { id, name, trafficPercent, state: stateOf(view, step), notes: notesOf(view, stage, step) };
  });
}

function stateOf({ state }: RolloutView, step: Step | undefined): StageView["state"] {
  if (!step) return state === "completed" ? "done" : "waiting";
  if (step.outcome === "passed") return "done";
  if (step.outcome === "rolled-back") return "failed";
  if (state === "running") return "running";
  return state === "paused" ? "holding" : "stopped";
}

function notesOf(view: RolloutView, stage: Stage, step: Step | undefined): string[] {
  if (!step) return [];
  const seconds = (Date.parse(step.leftAt ?? view.asOf) - Date.parse(step.enteredAt)) / 1000;
  const rows = rowsText(view, stage, step);
  if (step.leftAt) {
    const stopped = step.outcome === "rolled-back" ? "stopped after " : "";
    return [`${stopped}${durationText(Math.round(seconds))}`, rows];
  }
  const left = Math.ceil(stage.minSeconds - seconds);
  return [
    left > 0 ? `${durationText(left)} of the minimum to go` : `${durationText(Math.floor(seconds))} so far`,
    rows,
  ];
}

function rowsText(
  { base, candidate }: RolloutView,
  stage: Stage,
  { baselineRows, candidateRows }: Step,
): string {
  if (stage.kind === "shadow") return `${formatNumber(Math.min(baselineRows, candidateRows))} pairs`;
  return `${formatNumber(candidateRows)} on v${candidate}, ${formatNumber(baselineRows)} on v${base}`;
}

/** When each stage began and ended, for the ground of the charts. */
export const stageBands = ({ steps, plan, asOf }: RolloutView): StageBand[] =>
  steps.map(({ stageIndex, enteredAt, leftAt }) => ({
    name: plan.stages[stageIndex]?.name ?? "",
    from: enteredAt,
    to: leftAt ?? asOf,
  }));
