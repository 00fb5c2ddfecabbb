import { percentText } from "#components/exposure/live-words.ts";
import { countOf, formatNumber } from "#components/ui/format-number.ts";
import { spanText } from "#components/ui/format-time.ts";
import type { Said } from "#components/ui/said.tsx";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";
import { afterText } from "../rollback-words.ts";

/** What the candidate answered before it was taken back. */
export type LiveFact = { readonly term: string; readonly value: Said };

type Entered = { readonly step: RolloutPageView["steps"][number]; readonly stage: Stage };

/** How far it came, its answers stage by stage, and the last one: it may arrive after everyone is back on the base. */
export function whileLive(view: RolloutPageView): LiveFact[] {
  const entered = view.steps.flatMap((step): Entered[] => {
    const stage = view.plan.stages[step.stageIndex];
    return stage ? [{ step, stage }] : [];
  });
  const served = entered.filter(({ stage }) => stage.kind !== "shadow");
  const completedAt = view.events.find(({ action }) => action === "rollout.completed")?.at;
  const inStages = entered.map((one) => ({ term: one.stage.name, value: [answersText(view, one)] }));
  if (completedAt !== undefined)
    return [
      { term: "At most", value: ["everyone, from ", { at: completedAt, as: "second" }] },
      ...inStages,
      { term: "Then", value: ["all answers, which no stage counts"] },
    ];
  return [
    { term: "At most", value: [mostText(view, served)] },
    ...inStages,
    ...(served.length > 1 ? [{ term: "In all", value: [countOf(rowsOf(served), "answer")] }] : []),
    ...lastOf(view, served),
  ];
}

const rowsOf = (served: readonly Entered[]): number =>
  served.reduce((sum, { step }) => sum + step.candidateRows, 0);

const shareOf = ({ holdoutPercent }: Plan, { kind, trafficPercent }: Stage): number =>
  kind === "full" ? 100 - holdoutPercent : trafficPercent;

/** "25 % for 3 h 41 min" */
function mostText({ plan, asOf }: RolloutPageView, served: readonly Entered[]): string {
  const most = Math.max(...served.map(({ stage }) => shareOf(plan, stage)));
  const ms = served
    .filter(({ stage }) => shareOf(plan, stage) === most)
    .reduce((sum, { step }) => sum + Date.parse(step.leftAt ?? asOf) - Date.parse(step.enteredAt), 0);
  return served.length === 0 ? "nobody: it was tested in shadow" : `${percentText(most)} for ${spanText(ms)}`;
}

function answersText(view: RolloutPageView, { step, stage }: Entered): string {
  const { baseline, candidate } = armNames(view);
  const [own, other] = [step.candidateRows, step.baselineRows].map((rows) => formatNumber(rows));
  return stage.kind === "shadow"
    ? `${own} answers that nobody was served`
    : `${own} answers of ${candidate}, ${other} of ${baseline}`;
}

function lastOf({ times }: RolloutPageView, served: readonly Entered[]): LiveFact[] {
  const last = served
    .flatMap(({ step }) => step.candidateLatestAt ?? [])
    .toSorted((one, other) => Date.parse(one) - Date.parse(other))
    .at(-1);
  if (last === undefined) return [];
  const { decidedAt } = times;
  const after = decidedAt !== null && Date.parse(last) > Date.parse(decidedAt);
  return [
    {
      term: "Last one",
      value: [
        "arrived ",
        { at: last, as: "second" },
        after ? `, ${afterText(decidedAt, last)} after the decision` : ", before the decision",
      ],
    },
  ];
}
