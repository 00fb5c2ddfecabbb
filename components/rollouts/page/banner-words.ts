import { percentText } from "#components/exposure/live-words.ts";
import { countOf } from "#components/ui/format-number.ts";
import type { Said } from "#components/ui/said.tsx";
import type { StateLook } from "#components/ui/state-pill.tsx";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";
import { healthLooks, rolloutLooks } from "../rollout-looks.ts";
import { claimText } from "../verdict/claim-words.ts";
import { becauseText, waitingTexts } from "./reason-words.ts";

/** The one sentence a person on call needs: who gets which version now, and how it came to that. */
export type Banner = Pick<StateLook, "tone" | "icon"> & {
  readonly headline: string;
  readonly detail: Said;
  /** The verdict behind it. */
  readonly verdict: string | null;
};

export function bannerOf(view: RolloutPageView): Banner {
  const { tone, icon } = isReady(view) ? healthLooks.healthy : rolloutLooks[view.state];
  const verdict = isDecided(view) ? (view.verdicts[0]?.id ?? null) : null;
  return { tone, icon, headline: headlineOf(view), detail: detailOf(view), verdict };
}

/** Nothing stands between this stage and the next. */
const isReady = ({ state, waitingFor, held }: RolloutPageView): boolean =>
  state === "running" && waitingFor.length === 0 && held === null;

const isDecided = ({ state }: RolloutPageView): boolean =>
  state === "rolling-back" || state === "rolled-back" || state === "completed";

function headlineOf(view: RolloutPageView): string {
  const { baseline, candidate } = armNames(view);
  switch (view.state) {
    case "running":
      return reachText(view);
    case "paused":
    case "halted":
      return `${rolloutLooks[view.state].word}. ${reachText(view)}`;
    case "rolling-back":
      return `Rolling back to ${baseline}.`;
    case "rolled-back":
      return `Everyone is on ${baseline} again.`;
    case "completed":
      return `Everyone is on ${candidate}.`;
  }
}

function detailOf(view: RolloutPageView): Said {
  switch (view.state) {
    case "running":
      return [runningText(view)];
    case "paused":
      return [`${pausedText(view)}Monitoring continues; nothing advances until someone resumes it.`];
    case "halted":
    case "rolling-back":
    case "rolled-back":
      return [provenText(view) ?? becauseText(view, view.because)];
    case "completed":
      return [completedText(view)];
  }
}

/** "Log-loss: v2 is proven at least 0.022 worse than v1; the plan rolls back beyond 0.005."; null where no guardrail decided. */
function provenText(view: RolloutPageView): string | null {
  const { plan, stageIndex, cause } = view;
  const stage = plan.stages[stageIndex];
  const guardrail = plan.guardrails.find(({ id }) => id === cause?.guardrailId);
  if (!cause || !stage || !guardrail) return null;
  const chosen = { guardrail, stage, metric: metricOfGuardrail(plan, guardrail), verdict: cause };
  return `${guardrail.title}: ${claimText(plan, chosen, armNames(view))}`;
}

/** Who is served which version. */
export function reachText(view: RolloutPageView): string {
  const { baseline, candidate } = armNames(view);
  const { stages, holdoutPercent } = view.plan;
  const stage = stages[view.stageIndex];
  if (stage?.kind === "shadow") return `Shadow: ${candidate} serves nobody.`;
  if (stage?.kind === "full") {
    const kept = percentText(holdoutPercent);
    return `${candidate} serves ${percentText(100 - holdoutPercent)}; ${kept} stay on ${baseline}.`;
  }
  return `${candidate} serves ${percentText(stage?.trafficPercent ?? 0)} of traffic.`;
}

function runningText(view: RolloutPageView): string {
  const [first, ...more] = waitingTexts(view);
  if (view.held !== null) return `${view.held} Monitoring continues, and it still rolls back.`;
  const last = view.stageIndex === view.plan.stages.length - 1;
  if (first === undefined)
    return `Every guardrail passes; ${last ? "completes" : "advances"} at the next check.`;
  return more.length === 0
    ? `Waiting: ${first}`
    : `Waiting: ${first} ${countOf(more.length, "more reason")} below.`;
}

/** The reason given with the newest pause. */
function pausedText({ events }: RolloutPageView): string {
  const reason = events.find(({ action }) => action === "rollout.paused")?.because;
  return reason ? `${withoutStop(reason)}. ` : "";
}

function completedText({ base, verdicts }: RolloutPageView): string {
  if (base === null) return "No version was live here before, so nothing was compared.";
  return verdicts.length > 0 ? "Every stage passed." : "";
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, "");
