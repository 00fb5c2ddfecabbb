import { taskTitles } from "#components/metrics/metric-words.ts";
import { DeclaredMetrics } from "#components/releases/declared-metrics.tsx";
import { guardrailSentence } from "#components/releases/guardrail-words.ts";
import { EstimateNotes } from "#components/releases/plan-grid/estimate-notes.tsx";
import { durationText, type Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import { PlanGrid } from "#components/releases/plan-grid/plan-grid.tsx";
import { ownSliceSentence, planSliceSentence } from "#components/releases/slice-rule-words.ts";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { exactSpanText } from "#components/ui/format-time.ts";
import { SideBySide } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { minLabelledPercent, minReceiptsPercent, type Plan } from "#lib/releases/plan.ts";

type PlanInWordsProps = { plan: Plan; digest: string; estimated?: Estimated | undefined };

/** The whole plan as it is signed: its stages, its guardrails, and how they are judged. */
export function PlanInWords({ plan, digest, estimated }: PlanInWordsProps) {
  return (
    <>
      <Sheet
        title="Stages"
        provenance={
          <>
            {estimated && durationText(plan, estimated)}
            <Digest value={digest} label="hash" bare />
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <PlanGrid plan={plan} estimated={estimated} />
          {estimated?.kind === "known" && <EstimateNotes plan={plan} estimate={estimated.estimate} />}
        </div>
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
                <span>
                  {[guardrailSentence(plan, guardrail), ownSliceSentence(plan, guardrail)]
                    .filter(Boolean)
                    .join(" ")}
                </span>
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

function receiptsText(plan: Plan): string {
  const percent = minReceiptsPercent(plan);
  return percent === 0 ? "none asked for" : `${percent} % of each arm's rows, valid, to pass`;
}

function judging(plan: Plan) {
  const bySlices = planSliceSentence(plan);
  return [
    ...(plan.task ? [{ term: "Model's task", value: taskTitles[plan.task] }] : []),
    {
      term: "False-alarm rate",
      value: `α ${plan.alpha} for the whole rollout, shared by its guardrails and stages`,
    },
    { term: "Outcomes known after", value: exactSpanText(1000 * plan.maturitySeconds) },
    { term: "Outcomes needed", value: `${minLabelledPercent(plan)} % of each arm's answers, to pass` },
    { term: "Receipts needed", value: receiptsText(plan) },
    ...(bySlices ? [{ term: "Slices", value: bySlices }] : []),
    { term: "Bucket width", value: exactSpanText(1000 * plan.cohortSeconds) },
    { term: "Planned samples", value: `${formatNumber(plan.plannedSamples)} over both arms` },
    { term: "Hold-out", value: `${plan.holdoutPercent} % stay on the base in the last stage` },
    { term: "Failed judgements", value: `halts after more than ${plan.consecutiveErrorsMax} in a row` },
  ];
}
