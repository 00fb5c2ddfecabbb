import { DeclaredMetrics } from "#components/releases/declared-metrics.tsx";
import { guardrailSentence, stageMarginsText } from "#components/releases/guardrail-words.ts";
import { PlanBars } from "#components/releases/plan-bars.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { exactSpanText } from "#components/ui/format-time.ts";
import { SideBySide } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { minLabelledPercent, type Plan, type Stage } from "#lib/releases/plan.ts";

/** The whole plan as it is signed: its stages, its guardrails, and how they are judged. */
export function PlanInWords({ plan, digest }: { plan: Plan; digest: string }) {
  return (
    <>
      <Sheet title="Stages" provenance={<Digest value={digest} label="hash" bare />} flush>
        <div className="pt-4 pb-2">
          <PlanBars stages={plan.stages} />
        </div>
        <DataTable
          caption="Stages"
          columns={stageColumns(plan)}
          rows={plan.stages}
          rowKey={(stage) => stage.id}
        />
      </Sheet>
      <SideBySide>
        <Sheet title="Guardrails" provenance="checked on all new evidence">
          <ul className="flex flex-col gap-2.5 text-sm">
            {plan.guardrails.map((guardrail) => (
              <li key={guardrail.id} className="flex gap-2.5">
                <StateMark
                  tone={guardrail.onFail === "roll-back" ? "fail" : "hold"}
                  icon={guardrail.onFail === "roll-back" ? "back" : "halt"}
                />
                <span>{guardrailSentence(plan, guardrail)}</span>
              </li>
            ))}
          </ul>
        </Sheet>
        {plan.metrics && (
          <Sheet title="Metrics declared here" provenance="signed with the plan">
            <DeclaredMetrics metrics={plan.metrics} />
          </Sheet>
        )}
        <Sheet title="How it is judged">
          <DefinitionList items={judging(plan)} />
        </Sheet>
      </SideBySide>
    </>
  );
}

const stageColumns = (plan: Plan): readonly Column<Stage>[] => [
  {
    key: "name",
    header: "Stage",
    cell: (stage) => stage.name,
    second: (stage) => stageMarginsText(plan, stage),
  },
  {
    key: "traffic",
    header: "Traffic",
    align: "right",
    cell: (stage) => (
      <span className="text-ink-2">
        {stage.kind === "shadow" ? "serves nobody" : `${stage.trafficPercent} %`}
      </span>
    ),
  },
  {
    key: "least",
    header: "At least",
    align: "right",
    cell: (stage) => <span className="text-ink-2">{exactSpanText(1000 * stage.minSeconds)}</span>,
    second: (stage) => `${formatNumber(stage.minSamplesPerArm)} per arm`,
  },
  {
    key: "most",
    header: "At most",
    align: "right",
    cell: (stage) => <span className="text-ink-2">{exactSpanText(1000 * stage.deadlineSeconds)}</span>,
    second: (stage) => (stage.onDeadline === "halt" ? "then halts" : "then rolls back"),
  },
];

function judging(plan: Plan) {
  return [
    {
      term: "False-alarm rate",
      value: `α ${plan.alpha} for the whole rollout, shared by its guardrails and stages`,
    },
    { term: "Outcomes known after", value: exactSpanText(1000 * plan.maturitySeconds) },
    { term: "Outcomes needed", value: `${minLabelledPercent(plan)} % of each arm's answers, to pass` },
    { term: "Bucket width", value: exactSpanText(1000 * plan.cohortSeconds) },
    { term: "Planned samples", value: `${formatNumber(plan.plannedSamples)} over both arms` },
    { term: "Hold-out", value: `${plan.holdoutPercent} % stay on the base in the last stage` },
    { term: "Failed judgements", value: `halts after more than ${plan.consecutiveErrorsMax} in a row` },
  ];
}
