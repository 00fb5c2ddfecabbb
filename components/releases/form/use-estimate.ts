"use client";

import { useDeferredValue, useEffect, useMemo, useState } from "react";
import type { Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import { estimatedOf } from "#components/releases/plan-grid/estimated.ts";
import type { Submit } from "#components/ui/answer.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { Estimator } from "#lib/releases/plan-estimate.ts";
import type { Target } from "./release-target.ts";

/** When the plan's stages would decide, after what is typed has been shown. */
export function useEstimate(plan: Plan, estimator: Estimator | null): Estimated {
  const shown = useDeferredValue(plan);
  return useMemo(() => estimatedOf(shown, estimator), [shown, estimator]);
}

/** Estimates by the traffic of the target's pointer, read again when that changes; null until it is known. */
export function useEstimator(
  { model, version, pointer }: Target,
  estimatorOf: Submit<Target, Estimator>,
): Estimator | null {
  const [estimator, setEstimator] = useState<Estimator | null>(null);
  useEffect(() => {
    let current = true;
    setEstimator(null);
    void estimatorOf({ model, version, pointer }).then((answer) => {
      if (current && answer.ok) setEstimator(() => answer.value);
    });
    return () => {
      current = false;
    };
  }, [model, version, pointer, estimatorOf]);
  return estimator;
}
