import type { ReactNode } from "react";
import { guardrailSentence } from "#components/releases/guardrail-words.ts";
import { PlanBars, type PlanCap } from "#components/releases/plan-bars.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Plan } from "#lib/releases/plan.ts";
import { Yours } from "./yours.tsx";

type PlanSheetProps = {
  plan: Plan;
  digest: string;
  mine: boolean;
  caps?: readonly PlanCap[];
  threads?: ReactNode;
};

/** The stages, and what rolls the candidate back. */
export function PlanSheet({ plan, digest, mine, caps, threads }: PlanSheetProps) {
  return (
    <Sheet
      title="Rollout plan"
      provenance={
        <>
          {threads}
          <Yours mine={mine} />
          <Digest value={digest} label="hash" bare />
        </>
      }
    >
      <PlanBars stages={plan.stages} caps={caps} />
      <ul className="mt-3 flex flex-col gap-1 text-xs text-ink-2">
        {plan.guardrails.map((guardrail) => (
          <li key={guardrail.id}>{guardrailSentence(plan, guardrail)}</li>
        ))}
      </ul>
    </Sheet>
  );
}
