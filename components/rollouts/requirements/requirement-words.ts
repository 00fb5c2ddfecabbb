import { countOf, formatNumber, formatShare } from "#components/ui/format-number.ts";
import { spanText } from "#components/ui/format-time.ts";
import type { StateLook } from "#components/ui/state-pill.tsx";
import { minReceiptsPercent } from "#lib/releases/plan.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { evidenceLooks } from "../rollout-looks.ts";

/** Something that must hold before a stage advances, or before any verdict. */
export type Requirement = Pick<StateLook, "tone" | "icon"> & {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
};

/** Every requirement for the next stage at once: what passes, each guardrail that does not, and the minimum time. */
export function requirementsOf(view: RolloutPageView): Requirement[] {
  const { plan, guardrails, asOf, stageEnteredAt, stageIndex } = view;
  const judged = plan.guardrails.flatMap((guardrail, at) => {
    const verdict = guardrails[at]?.verdict;
    return verdict ? [{ guardrail, verdict }] : [];
  });
  const passing = judged.filter(({ verdict }) => verdict.state === "PASS").length;
  const open = judged.filter(({ verdict }) => verdict.state !== "PASS");
  const elapsedMs = Date.parse(asOf) - Date.parse(stageEnteredAt);
  const stage = plan.stages[stageIndex];
  return [
    ...(judged.length === 0
      ? []
      : [
          {
            id: "passing",
            title: `${passing} of ${countOf(judged.length, "guardrail")} pass`,
            detail: "judged at every look",
            tone: passing === judged.length ? ("pass" as const) : ("plain" as const),
            icon: "check" as const,
          },
        ]),
    ...open.map(({ guardrail, verdict }) => {
      const { word, tone, icon } = evidenceLooks[verdict.state];
      const needed = verdict.samplesNeeded ?? verdict.labelsNeeded;
      return {
        id: guardrail.id,
        title: `${guardrail.title}: ${word.toLowerCase()}`,
        detail:
          needed === undefined
            ? "see below"
            : `about ${formatNumber(needed)} more${waitText(verdict.n, needed, elapsedMs)}`,
        tone,
        icon,
      };
    }),
    ...(stage ? [minimumTime(1000 * stage.minSeconds, elapsedMs)] : []),
  ];
}

/** Rows came at this pace since the stage began. */
function waitText(n: { baseline: number; candidate: number }, needed: number, elapsedMs: number): string {
  const rows = Math.min(n.baseline, n.candidate);
  return rows === 0 ? "" : `, ${spanText((needed * elapsedMs) / rows)}`;
}

function minimumTime(leastMs: number, elapsedMs: number): Requirement {
  const left = leastMs - elapsedMs;
  return left > 0
    ? {
        id: "time",
        title: "Minimum time not over",
        detail: `${spanText(left)} of ${spanText(leastMs)} left`,
        tone: "hold",
        icon: "hourglass",
      }
    : {
        id: "time",
        title: "Minimum time over",
        detail: `at least ${spanText(leastMs)}`,
        tone: "pass",
        icon: "check",
      };
}

/** What happens where the stage is still undecided at its deadline. */
export function deadlineOf({ plan, stageIndex, stageEnteredAt }: RolloutPageView) {
  const stage = plan.stages[stageIndex];
  if (!stage) return null;
  const at = new Date(Date.parse(stageEnteredAt) + 1000 * stage.deadlineSeconds).toISOString();
  return { at, acts: stage.onDeadline === "halt" ? "the plan halts it" : "the plan rolls it back" };
}

/** What is checked before any verdict counts: none of it is a guardrail of its own evidence. */
export function priorChecks(view: RolloutPageView): Requirement[] {
  return [...splitCheck(view), ...labelCheck(view), ...brokenCheck(view), ...receiptCheck(view)];
}

const good = { tone: "pass", icon: "check" } as const;
const bad = { tone: "hold", icon: "alert" } as const;

function splitCheck({ plan, guardrails }: RolloutPageView): Requirement[] {
  const at = plan.guardrails.findIndex(({ rule }) => rule.kind === "sample-ratio");
  const verdict = guardrails[at]?.verdict;
  if (!verdict) return [];
  const all = verdict.n.baseline + verdict.n.candidate;
  const p = verdict.p === undefined ? "" : `, p ${formatNumber(verdict.p, 2)}`;
  const share =
    all === 0 ? "nobody yet" : `${formatShare(verdict.n.candidate / all, 1)} on the candidate${p}`;
  const { tone, icon } = evidenceLooks[verdict.state];
  return [{ id: "split", title: "Sample ratio", detail: share, tone, icon }];
}

function labelCheck(view: RolloutPageView): Requirement[] {
  const labelled = view.guardrails.flatMap(({ verdict }) =>
    verdict.candidateLabelled === undefined || verdict.baselineLabelled === undefined ? [] : [verdict],
  );
  const [first] = labelled;
  if (!first) return [];
  const worst = labelled.find(({ state }) => state === "INCOMPLETE") ?? first;
  const detail = `${formatShare(worst.candidateLabelled, 1)} and ${formatShare(worst.baselineLabelled, 1)} have their outcome`;
  const title = "Label rates alike";
  return [{ id: "labels", title, detail, ...(worst.state === "INCOMPLETE" ? bad : good) }];
}

function brokenCheck({ guardrails }: RolloutPageView): Requirement[] {
  const most = (arm: "baseline" | "candidate") =>
    Math.max(0, ...guardrails.map(({ broken }) => broken[arm] ?? 0));
  if (guardrails.every(({ broken }) => broken.candidate === null)) return [];
  const detail = `at most ${formatShare(most("candidate"), 2)} and ${formatShare(most("baseline"), 2)} are no numbers`;
  return [
    {
      id: "broken",
      title: "Values readable",
      detail,
      ...(guardrails.some(({ verdict }) => verdict.state === "ERROR") ? bad : good),
    },
  ];
}

function receiptCheck(view: RolloutPageView): Requirement[] {
  const needed = minReceiptsPercent(view.plan);
  const arms = view.sources.flatMap(({ baseline, candidate }) =>
    [baseline, candidate].filter((arm) => arm !== null),
  );
  const rows = arms.reduce((sum, arm) => sum + arm.rows, 0);
  if (rows === 0) return [];
  const valid = arms.reduce((sum, arm) => sum + arm.receiptsValid, 0);
  const asks = needed === 0 ? "the plan asks for none" : `the plan asks for ${needed} %`;
  return [
    {
      id: "receipts",
      title: "Receipts valid",
      detail: `${formatShare(valid / rows, 1)}, ${asks}`,
      ...(100 * valid < needed * rows ? bad : good),
    },
  ];
}
