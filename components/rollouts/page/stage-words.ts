import { formatNumber } from "#components/ui/format-number.ts";
import { spanText } from "#components/ui/format-time.ts";
import type { Stage } from "#lib/releases/plan.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";

type Step = RolloutPageView["steps"][number];

/** A stage of the plan with what became of it. */
export type TrackedStage = {
  readonly id: string;
  readonly name: string;
  readonly state: "done" | "running" | "holding" | "failed" | "stopped" | "waiting";
  /** "4 h", "1,102 on v2, 3,310 on v1" */
  readonly notes: readonly string[];
};

/** The plan's stages, each as it was entered last. */
export function trackedStages(view: RolloutPageView): TrackedStage[] {
  return view.plan.stages.map((stage, index) => {
    const step = view.steps.findLast(({ stageIndex }) => stageIndex === index);
    return {
      id: stage.id,
      name: stage.name,
      state: stateOf(view, step),
      notes: step ? notesOf(view, stage, step) : isOver(view) ? ["never reached"] : [],
    };
  });
}

/** Taken back, so that no further stage is ahead. */
export const isOver = ({ state }: Pick<RolloutPageView, "state">): boolean =>
  state === "rolling-back" || state === "rolled-back";

function stateOf({ state }: RolloutPageView, step: Step | undefined): TrackedStage["state"] {
  if (!step) return state === "completed" ? "done" : "waiting";
  if (step.outcome === "passed") return "done";
  if (step.outcome === "rolled-back") return "failed";
  if (state === "running") return "running";
  return state === "paused" ? "holding" : "stopped";
}

function notesOf(view: RolloutPageView, stage: Stage, step: Step): string[] {
  return [timeText(view.asOf, stage, step), rowsText(view, stage, step)];
}

function timeText(asOf: string, { minSeconds }: Stage, { enteredAt, leftAt, outcome }: Step): string {
  const spentMs = Date.parse(leftAt ?? asOf) - Date.parse(enteredAt);
  if (leftAt) return outcome === "rolled-back" ? `stopped after ${spanText(spentMs)}` : spanText(spentMs);
  const left = Math.ceil(minSeconds - spentMs / 1000);
  return left > 0 ? minimumText(left) : `${spanText(spentMs)} so far`;
}

/** "12 min of the minimum left" */
export const minimumText = (seconds: number): string => `${spanText(1000 * seconds)} of the minimum left`;

function rowsText(view: RolloutPageView, { kind }: Stage, { baselineRows, candidateRows }: Step): string {
  if (kind === "shadow") return `${formatNumber(Math.min(baselineRows, candidateRows))} pairs`;
  const { baseline, candidate } = armNames(view);
  return `${formatNumber(candidateRows)} on ${candidate}, ${formatNumber(baselineRows)} on ${baseline}`;
}
