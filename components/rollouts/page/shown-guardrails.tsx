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

type EndedProps = { view: RolloutPageView };

/** Every other guardrail as the verdict that took a rollout back left it; all of them where a person did. */
export function GuardrailsThen({ view }: EndedProps) {
  const { cause, release, judgedAt } = view;
  const verdict = view.verdicts.find(({ decision }) => decision === "roll-back")?.id;
  return (
    <GuardrailTable
      title={cause ? "Other guardrails at that moment" : "Guardrails at that moment"}
      provenance={
        <>
          <Time at={judgedAt} as="second" />
          {cause && verdict && <VerdictLink release={release} verdict={verdict} />}
        </>
      }
      rows={presentRows(view).filter(({ id }) => id !== cause?.guardrailId)}
      arms={armNames(view)}
      compact
    />
  );
}

const VerdictLink = ({ release, verdict }: { release: number; verdict: string }) => (
  <Link
    href={`/releases/${release}/rollout/verdicts/${verdict}`}
    className="font-medium text-accent hover:underline"
  >
    Verdict
  </Link>
);

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
            <VerdictLink release={view.release} verdict={verdictId} />
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
