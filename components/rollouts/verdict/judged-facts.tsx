import { rowsText } from "#components/metrics/metric-words.ts";
import { ruleText } from "#components/releases/guardrail-words.ts";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { formatNumber, formatShare } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { brokenShares } from "#lib/rollouts/broken-values.ts";
import { budgetPart } from "#lib/rollouts/error-budget.ts";
import { isJudge, JUDGES } from "#lib/rollouts/judges.ts";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import { armNames } from "../arm-names.ts";
import type { Chosen } from "./chosen-guardrail.ts";

/** What one guardrail was judged on, by which rule and with how much of the error budget. */
export function JudgedFacts({ verdict: view, chosen }: { verdict: GateVerdictView; chosen: Chosen }) {
  const { guardrail, stage, metric, verdict } = chosen;
  const { plan, evidence } = view.inputs;
  const arms = armNames(view);
  const found = evidence.byGuardrail[guardrail.id];
  const broken = brokenShares(found);
  const part = isJudge(view.judgeVersion) ? budgetPart({ plan, judge: JUDGES[view.judgeVersion] }) : null;
  const both = (text: (arm: "candidate" | "baseline") => string) =>
    `${text("candidate")} on ${arms.candidate}, ${text("baseline")} on ${arms.baseline}`;
  const labelled = { candidate: verdict.candidateLabelled, baseline: verdict.baselineLabelled };
  return (
    <Sheet title="What was judged">
      <DefinitionList
        items={[
          { term: "Guardrail", value: guardrail.title },
          ...(guardrail.rule.kind === "sample-ratio"
            ? []
            : [{ term: "Rule", value: ruleText(plan, guardrail, stage.advanceMargins?.[guardrail.id]) }]),
          {
            term: "Window",
            value: (
              <>
                <Time at={evidence.stageEnteredAt} as="second" /> to <Time at={evidence.asOf} as="clock" />
              </>
            ),
          },
          {
            term: found?.paired ? "Pairs" : "n",
            value: found?.paired
              ? `${formatNumber(found.paired.n)} requests that both versions answered`
              : `${both((arm) => formatNumber(verdict.n[arm]))}${metric ? ` (${rowsText(metric)})` : ""}`,
          },
          ...(labelled.candidate === undefined && labelled.baseline === undefined
            ? []
            : [{ term: "Labelled", value: both((arm) => formatShare(labelled[arm], 1)) }]),
          ...(broken.candidate === null && broken.baseline === null
            ? []
            : [{ term: "Broken", value: both((arm) => formatShare(broken[arm], 2)) }]),
          ...(part === null
            ? []
            : [
                {
                  term: "Budget",
                  value: `${formatShare(part, 2)} of ${formatShare(part * plan.guardrails.length, 2)} for this stage`,
                },
              ]),
        ]}
      />
    </Sheet>
  );
}
