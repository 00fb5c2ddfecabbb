"use client";

import { useDeferredValue, useEffect, useMemo, useState } from "react";
import type { Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import { estimatedOf } from "#components/releases/plan-grid/estimated.ts";
import type { Submit } from "#components/ui/answer.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { type PlanOutlook, type Undecidable, undecidableIn } from "./plan-outlook.ts";
import type { Target } from "./release-target.ts";

/** When the plan's stages would decide, after what is typed has been shown. */
export function useEstimate(plan: Plan, outlook: PlanOutlook | null): Estimated {
  const shown = useDeferredValue(plan);
  return useMemo(() => estimatedOf(shown, outlook?.estimator ?? null), [shown, outlook]);
}

/** The stage for which the plan's rollout would not start, after what is typed has been shown. */
export function useUndecidable(plan: Plan, outlook: PlanOutlook | null): Undecidable | null {
  const shown = useDeferredValue(plan);
  return useMemo(() => undecidableIn(shown, outlook), [shown, outlook]);
}

/** What to expect by the traffic of the target's pointer, read again when that changes; null until it is known. */
export function useOutlook(
  { model, version, pointer }: Target,
  outlookOf: Submit<Target, PlanOutlook>,
): PlanOutlook | null {
  const [outlook, setOutlook] = useState<PlanOutlook | null>(null);
  useEffect(() => {
    let current = true;
    setOutlook(null);
    void outlookOf({ model, version, pointer }).then((answer) => {
      if (current && answer.ok) setOutlook(answer.value);
    });
    return () => {
      current = false;
    };
  }, [model, version, pointer, outlookOf]);
  return outlook;
}
