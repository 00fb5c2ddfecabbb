"use client";

import { Split } from "lucide-react";
import { useState } from "react";
import { sliceRuleSentence } from "#components/releases/slice-rule-words.ts";
import { Button } from "#components/ui/button.tsx";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import { comparedByGuardrail } from "#lib/releases/plan-metrics.ts";
import { type SliceRule, takesSlices } from "#lib/releases/slice-rule.ts";
import { SliceFields } from "./slice-fields.tsx";

type OwnSliceFieldsProps = {
  plan: Pick<Plan, "slices" | "metrics">;
  guardrail: Guardrail;
  onChange: (rule: SliceRule | undefined) => void;
};

/** The slices of one guardrail, in place of the plan's. */
export function OwnSliceFields({ plan, guardrail, onChange }: OwnSliceFieldsProps) {
  const { rule, slices, title } = guardrail;
  const [isOpen, setOpen] = useState(slices !== undefined);
  const metric = comparedByGuardrail(plan, guardrail);
  if (!takesSlices(plan, guardrail) || rule.kind !== "sequential" || metric === undefined) return null;
  const turn = (open: boolean) => {
    setOpen(open);
    onChange(open ? plan.slices : undefined);
  };
  if (!isOpen)
    return (
      <span className="order-last sm:col-span-full">
        <Button icon={Split} onClick={() => turn(true)} aria-label={`Slices of its own for ${title}`}>
          Slices of its own
        </Button>
      </span>
    );
  return (
    <div className="order-last grid items-start gap-3 sm:col-span-full sm:grid-cols-3">
      <SliceFields
        rule={slices}
        onChange={onChange}
        sentenceOf={(one) => sliceRuleSentence(plan, one, guardrail)}
        groups={{ metric, gap: rule.rollbackMargin }}
      />
      <span className="sm:col-span-full">
        <Button variant="quiet" onClick={() => turn(false)}>
          {plan.slices ? "Judge it by the plan's slices" : "Judge it by no slices"}
        </Button>
      </span>
    </div>
  );
}
