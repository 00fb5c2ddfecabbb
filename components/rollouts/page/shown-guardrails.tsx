import Link from "next/link";
import { Time } from "#components/ui/time.tsx";
import type { RolloutHistoryView } from "#lib/rollouts/views/rollout-history.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";
import { guardrailRows, presentBudget, presentRows } from "../guardrails/guardrail-rows.ts";
import { GuardrailTable } from "../guardrails/guardrail-table.tsx";

type ShownGuardrailsProps = {
  view: RolloutPageView;
  history: RolloutHistoryView;
  /** The stage asked for; null for the present one. */
  stageIndex: number | null;
  onPresent: () => void;
};

/** The guardrails now, or as an earlier stage ended: its own verdict, never another's. */
export function ShownGuardrails({ view, history, stageIndex, onPresent }: ShownGuardrailsProps) {
  const step = history.steps.findLast((one) => one.stageIndex === stageIndex);
  const arms = armNames(view);
  if (!step?.ended || stageIndex === null)
    return <GuardrailTable rows={presentRows(view)} arms={arms} budget={presentBudget(view)} />;
  const { judgedAt, verdictId, guardrails } = step.ended;
  return (
    <GuardrailTable
      title={`Guardrails as ${view.plan.stages[stageIndex]?.name ?? "the stage"} ended`}
      provenance={
        <>
          <Time at={judgedAt} as="second" />
          {verdictId ? (
            <Link
              href={`/releases/${view.release}/rollout/verdicts/${verdictId}`}
              className="font-medium text-accent hover:underline"
            >
              Verdict
            </Link>
          ) : (
            <span>judged again from its evidence</span>
          )}
          <button
            type="button"
            onClick={onPresent}
            className="min-h-6 font-medium text-accent hover:underline"
          >
            Back to the latest
          </button>
        </>
      }
      rows={guardrailRows(view, { stageIndex, guardrails, judgedAt, elapsedMs: null })}
      arms={arms}
    />
  );
}
