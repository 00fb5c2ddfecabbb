import { aboutText, type Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Plan } from "#lib/releases/plan.ts";
import type { PlanEstimate } from "#lib/releases/plan-estimate.ts";
import { exposedBeforeHarm } from "#lib/rollouts/plan-exposure.ts";

type PlanMeaningProps = {
  plan: Plan;
  estimated: Estimated;
  /** What the plan was before an edit, and its estimate. */
  before?: { plan: Plan; estimated: Estimated } | undefined;
};

/** How long the plan takes where nothing is worse, and how many meet a harmful candidate before it is found. */
export function PlanMeaning({ plan, estimated, before }: PlanMeaningProps) {
  if (estimated.kind !== "known") return null;
  const was = before?.estimated.kind === "known" ? before.estimated.estimate : null;
  return (
    <Sheet
      title={before ? "What this edit means" : "What this plan means"}
      provenance="estimated from last week's traffic"
    >
      <DefinitionList
        items={[
          {
            term: `To ${plan.stages.at(-1)?.name ?? "the last stage"} if equal`,
            value: <Pair now={timeText(plan, estimated.estimate)} was={was && timeText(before!.plan, was)} />,
          },
          {
            term: "Exposed before harm of 2 × the margin is found",
            value: (
              <Pair now={exposedText(plan, estimated.estimate)} was={was && exposedText(before!.plan, was)} />
            ),
          },
        ]}
      />
    </Sheet>
  );
}

function Pair({ now, was }: { now: string; was: string | null }) {
  return (
    <>
      <b className="font-medium">{now}</b>
      {was !== null && was !== now && <span className="block text-xs text-ink-3">was {was}</span>}
    </>
  );
}

function timeText(plan: Plan, { stages }: PlanEstimate): string {
  const before = stages.slice(0, Math.max(0, plan.stages.length - 1)).map(({ advancesIn }) => advancesIn);
  if (before.length === 0) return "at once";
  if (before.includes(null)) return "never: a stage stays undecided";
  return aboutText(before.reduce<number>((sum, seconds) => sum + seconds!, 0));
}

function exposedText(plan: Plan, estimate: PlanEstimate): string {
  const exposed = exposedBeforeHarm(plan, estimate);
  if (exposed === null) return "not known: a guardrail may never find it";
  const { requests, guardrail, stage } = exposed;
  const name = plan.stages.find(({ id }) => id === stage)?.name;
  const title = plan.guardrails.find(({ id }) => id === guardrail)?.title;
  return requests === 0
    ? `nobody: found in ${name}`
    : `${formatNumber(requests)} requests, found in ${name} by ${title}`;
}
