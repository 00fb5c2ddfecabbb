import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Cap } from "#lib/councils/condition.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { ConditionView } from "#lib/releases/views/conditions.ts";

/** "Caps at 25 %": how far the rollout goes before the condition is met; null where it goes to its end. */
export function capText(cap: Cap | null, { stages }: Pick<Plan, "stages">): string | null {
  if (cap === null) return null;
  if ("percent" in cap) return `Caps at ${cap.percent} %`;
  const stage = stages.find(({ id }) => id === cap.stage);
  return stage ? `Caps at ${stage.name}` : "Caps here";
}

type Look = { readonly word: string; readonly tone: Tone; readonly icon: StateIcon };

/** Where a condition is, worst first in the order of the list. */
export function lookOf({ state, overdue, binds }: ConditionView): Look {
  if (!binds) return { word: "ended with its approval", tone: "plain", icon: "slash" };
  if (state === "met") return { word: "met", tone: "pass", icon: "check" };
  if (overdue) return { word: "overdue", tone: "fail", icon: "alert" };
  return state === "reported"
    ? { word: "reported met", tone: "yours", icon: "pen" }
    : { word: "open", tone: "hold", icon: "hourglass" };
}

/** What the due date does. */
export const dueText = ({ overdue, state }: Pick<ConditionView, "overdue" | "state">): string =>
  state === "met" ? "" : overdue ? ": the approval ended" : ", then the approval ends";

/** Conditions that bind and are not met. */
export const openConditions = (conditions: readonly ConditionView[]): ConditionView[] =>
  conditions.filter(({ binds, state }) => binds && state !== "met");

/** "Condition from Compliance" */
export const titleOf = ({ seat }: Pick<ConditionView, "seat">): string =>
  `Condition from ${functionLabels[seat]}`;

/** How far it came: the newest report and what became of it. */
export function progressOf({ reports, answers }: ConditionView): string {
  const last = reports.at(-1);
  if (!last) return "Nothing reported";
  const answer = answers.findLast(({ report }) => report === last.report);
  if (!answer) return `${last.by} reported it met`;
  const comment = answer.comment ? `: ${answer.comment}` : "";
  return answer.decision === "approve"
    ? `${answer.by} confirmed that it is met`
    : `${answer.by} found that it is not met${comment}`;
}

/** The stage up to whose end each cap lets the rollout go, with whose condition it is, for the plan's picture. */
export const capsIn = (
  conditions: readonly ConditionView[],
  { stages }: Pick<Plan, "stages">,
): { after: string; text: string }[] =>
  openConditions(conditions).flatMap(({ cap, seat }) => {
    const last = cap && lastWithin(cap, stages);
    return last ? [{ after: last, text: `${functionLabels[seat]}’s condition stops it here` }] : [];
  });

const lastWithin = (cap: Cap, stages: Plan["stages"]): string | undefined =>
  "percent" in cap
    ? stages.findLast(({ trafficPercent }) => trafficPercent <= cap.percent)?.id
    : stages.find(({ id }) => id === cap.stage)?.id;
