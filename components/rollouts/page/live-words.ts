import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { rolloutLooks } from "../rollout-looks.ts";

/** Can anything still change? After a rollback the incident opens a moment later. */
export function isLive({ state, incident }: RolloutPageView): boolean {
  if (state === "rolled-back") return incident === null;
  return state !== "completed";
}

/** What is new since the last look, for those who hear the page; null where state and stage are the same. */
export function changeText(before: RolloutPageView, now: RolloutPageView): string | null {
  if (before.state !== now.state) return `The rollout is ${rolloutLooks[now.state].word.toLowerCase()}`;
  if (before.stageIndex === now.stageIndex) return null;
  return `Advanced to ${now.plan.stages[now.stageIndex]?.name ?? "the next stage"}`;
}
