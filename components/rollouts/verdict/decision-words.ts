import type { StateLook } from "#components/ui/state-pill.tsx";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import { armNames } from "../arm-names.ts";
import { guardrailText } from "../verdict-words.ts";

export const decisionLooks: Readonly<Record<GateVerdictView["decision"]["kind"], StateLook>> = {
  advance: { word: "Advance", tone: "pass" },
  hold: { word: "Hold", tone: "hold" },
  halt: { word: "Halt", tone: "fail", icon: "halt" },
  "roll-back": { word: "Roll back", tone: "fail", icon: "back" },
};

/** Why it was decided so. */
export function decisionText(view: GateVerdictView): string {
  const { decision } = view;
  switch (decision.kind) {
    case "advance":
      return "Every guardrail passed and the minimum time was over.";
    case "hold":
      return decision.because.join(" ");
    case "roll-back":
    case "halt":
      return failureText(view, decision.guardrailId) ?? decision.because;
  }
}

/** From the failed guardrail's numbers; null where a deadline or an unreadable source decided. */
function failureText(view: GateVerdictView, guardrailId: string | null): string | null {
  const { plan, stage: id } = view.inputs;
  const stage = plan.stages.find((each) => each.id === id);
  const guardrail = plan.guardrails.find((each) => each.id === guardrailId);
  const verdict = view.verdicts.find((each) => each.guardrailId === guardrailId);
  if (!stage || !guardrail || verdict?.state !== "FAIL") return null;
  return guardrailText({ plan, stage }, guardrail, verdict, armNames(view));
}
