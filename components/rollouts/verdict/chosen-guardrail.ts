import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, Stage } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import type { GuardrailVerdictView } from "#lib/rollouts/views/guardrail-verdict.ts";

/** The guardrail of a verdict that its page is about. */
export type Chosen = {
  readonly guardrail: Guardrail;
  readonly stage: Stage;
  /** Undefined where the split of traffic is tested. */
  readonly metric: Metric | undefined;
  readonly verdict: GuardrailVerdictView;
};

/** The one asked for; else the one that decided, or held; else the first. Null where the plan has none. */
export function chosenIn(view: GateVerdictView, asked: string | undefined): Chosen | null {
  const { plan, stage: id } = view.inputs;
  const stage = plan.stages.find((each) => each.id === id);
  const verdict =
    view.verdicts.find(({ guardrailId }) => guardrailId === asked) ??
    view.verdicts.find(({ guardrailId }) => guardrailId === decidedBy(view)) ??
    view.verdicts.find(({ state }) => state !== "PASS") ??
    view.verdicts[0];
  const guardrail = plan.guardrails.find((each) => each.id === verdict?.guardrailId);
  return stage && verdict && guardrail
    ? { guardrail, stage, metric: metricOfGuardrail(plan, guardrail), verdict }
    : null;
}

const decidedBy = ({ decision }: GateVerdictView): string | null =>
  decision.kind === "roll-back" || decision.kind === "halt" ? decision.guardrailId : null;
