import { inPageWords, storedReason } from "#components/metrics/judge-words.ts";
import type { Stage } from "#lib/releases/plan.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";
import { guardrailText } from "../verdict-words.ts";
import { minimumText } from "./stage-words.ts";

/** A stored reason as the page words it: from the numbers of the verdict it was made of, where there is one. */
export function becauseText(view: RolloutPageView, stored: string | null): string {
  const { plan, stageIndex, cause } = view;
  const stage = plan.stages[stageIndex];
  const guardrail = plan.guardrails.find(({ id }) => id === cause?.guardrailId);
  if (!cause || !stage || !guardrail || stored !== view.because) return storedReason(stored ?? "");
  return guardrailText({ plan, stage }, guardrail, cause, armNames(view));
}

/**
 * What a watched rollout waits for, in the order of its plan; a failure alone, where there is one. A passed deadline,
 * unreadable sources and clocks that disagree are said in the judge's own words.
 */
export function waitingTexts(view: RolloutPageView): readonly string[] {
  const { plan, stageIndex, guardrails, waitingFor } = view;
  const stage = plan.stages[stageIndex];
  if (!stage || waitingFor.length === 0) return waitingFor;
  const open = plan.guardrails.flatMap((guardrail, index) => {
    const verdict = guardrails[index]?.verdict;
    if (!verdict || verdict.state === "PASS") return [];
    const text = guardrailText({ plan, stage }, guardrail, verdict, armNames(view));
    return [{ text, failed: verdict.state === "FAIL" }];
  });
  const failed = open.filter((one) => one.failed);
  if (failed.length > 0) return failed.map(({ text }) => text);
  const texts = [...open.map(({ text }) => text), ...minimumOf(view, stage)];
  return texts.length === waitingFor.length ? texts : waitingFor.map(inPageWords);
}

function minimumOf({ asOf, stageEnteredAt }: RolloutPageView, { minSeconds }: Stage): string[] {
  const secondsLeft = Math.ceil(minSeconds - (Date.parse(asOf) - Date.parse(stageEnteredAt)) / 1000);
  return secondsLeft > 0 ? [`${minimumText(secondsLeft)}.`] : [];
}
