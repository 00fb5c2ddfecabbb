import { percentText } from "#components/exposure/live-words.ts";
import { countOf, formatNumber } from "#components/ui/format-number.ts";
import { spanText } from "#components/ui/format-time.ts";
import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import type { Stage } from "#lib/releases/plan.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import type { GuardrailVerdictView } from "#lib/rollouts/views/guardrail-verdict.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";

/** Who is served by which arm, as the plan splits them and as they were counted. */
export type Exposure = {
  /** The candidate's part of whoever is served, from 0 to 1. */
  readonly share: number;
  readonly facts: readonly { readonly term: string; readonly value: string }[];
};

const HOUR_MS = 3_600_000;

export function exposureOf(view: RolloutPageView): Exposure | null {
  const { plan, stageIndex, steps } = view;
  const stage = plan.stages[stageIndex];
  const step = steps.at(-1);
  if (!stage || !step) return null;
  const shadow = stage.kind === "shadow";
  const share = shadow ? 0 : plannedCandidateShare(exposureOfStage(plan, stage));
  const { baseline, candidate } = armNames(view);
  const heldOut = stage.kind === "full" ? `, ${percentText(plan.holdoutPercent)} held out` : "";
  return {
    share,
    facts: [
      { term: "Now", value: paceText(view, stage) },
      {
        term: "This stage",
        value: shadow
          ? `${formatNumber(step.candidateRows)} answers that nobody was served`
          : `${formatNumber(step.candidateRows)} answers of ${candidate}, ${formatNumber(step.baselineRows)} of ${baseline}`,
      },
      ...subjectsOf(view),
      { term: "So far", value: `${countOf(servedSoFar(view), "answer")} of ${candidate}` },
      {
        term: "Plan",
        value: shadow
          ? `both versions answer; ${baseline} serves`
          : `${percentText(100 * share)} on ${candidate}${heldOut}; nobody changes back`,
      },
    ],
  };
}

/** What the candidate answers an hour, by the stage so far. */
function paceText(view: RolloutPageView, { kind }: Stage): string {
  const step = view.steps.at(-1)!;
  const ms = Date.parse(view.asOf) - Date.parse(step.enteredAt);
  const { candidate } = armNames(view);
  if (ms <= 0 || step.candidateRows === 0) return `${candidate} has not answered yet`;
  // Half a minute says little of an hour.
  const answers =
    ms < HOUR_MS / 60
      ? `${countOf(step.candidateRows, "answer")} in ${spanText(ms)}`
      : `${formatNumber(Math.round((step.candidateRows * HOUR_MS) / ms))} answers an hour`;
  return kind === "shadow" ? `${answers}, none served` : `${answers} on ${candidate}`;
}

const servedSoFar = ({ plan, steps }: RolloutPageView): number =>
  steps
    .filter(({ stageIndex }) => plan.stages[stageIndex]?.kind !== "shadow")
    .reduce((sum, { candidateRows }) => sum + candidateRows, 0);

/** Everybody that rows name; a metric may be known of fewer of them. */
function subjectsOf(view: RolloutPageView): Exposure["facts"] {
  const most = (count: (verdict: GuardrailVerdictView) => number | undefined) =>
    Math.max(...view.guardrails.map(({ verdict }) => count(verdict) ?? -1));
  const own = most(({ candidateSubjects }) => candidateSubjects);
  const other = most(({ baselineSubjects }) => baselineSubjects);
  if (own < 0 || other < 0) return [];
  const { baseline, candidate } = armNames(view);
  const part = own + other === 0 ? "" : ` (${percentText((100 * own) / (own + other))} of them)`;
  return [
    {
      term: "Subjects",
      value: `${formatNumber(own)} on ${candidate}${part}, ${formatNumber(other)} on ${baseline}`,
    },
  ];
}
